package dev.stele.schema.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What must hold for every file, tried on some made by chance. */
final class ProtobufPropertiesTest {
  private static final int TRIES = 1_000;

  @Test
  void incompatibilities_withItself_areNone() {
    for (int seed = 0; seed < TRIES; seed++) {
      FileSet file = FileSets.of(new RandomFiles(seed).file().text());
      assertThat(Comparison.incompatibilities(file, file)).isEmpty();
    }
  }

  /** How little that is, {@link WrittenData} says: the rules are the reference registry's. */
  @Test
  void incompatibilities_none_meansThatDataCanBeRead() throws InvalidProtocolBufferException {
    int readable = 0;
    for (int seed = 0; seed < TRIES; seed++) {
      RandomFiles files = new RandomFiles(seed);
      ProtoSource writer = files.file();
      ProtoSource reader = files.changed(writer);
      if (Comparison.incompatibilities(FileSets.of(reader.text()), FileSets.of(writer.text()))
          .isEmpty()) {
        readable++;
        assertReads(reader.descriptor(), writer.descriptor(), new Random(seed));
      }
    }
    assertThat(readable).as("files that could be read").isBetween(TRIES / 10, TRIES * 9 / 10);
  }

  private static void assertReads(FileDescriptor reader, FileDescriptor writer, Random random)
      throws InvalidProtocolBufferException {
    WrittenData data = new WrittenData(random);
    for (Descriptor type : writer.getMessageTypes()) {
      for (int i = 0; i < 5; i++) {
        DynamicMessage written = data.message(type, 3);
        DynamicMessage.Builder read =
            DynamicMessage.newBuilder(reader.findMessageTypeByName(type.getName()));
        read.mergeFrom(written.toByteString());
        WrittenData.assertKept(written, read.buildPartial());
      }
    }
  }
}
