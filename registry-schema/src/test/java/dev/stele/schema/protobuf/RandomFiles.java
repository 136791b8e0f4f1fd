package dev.stele.schema.protobuf;

import dev.stele.schema.protobuf.ProtoSource.EnumType;
import dev.stele.schema.protobuf.ProtoSource.Member;
import dev.stele.schema.protobuf.ProtoSource.MessageType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Files by chance, and changes to them. Each seed gives the same files on every run. */
final class RandomFiles {
  private static final int MESSAGES = 3;
  private static final List<String> SCALARS =
      List.of(
          "int32",
          "int64",
          "uint32",
          "uint64",
          "bool",
          "sint32",
          "sint64",
          "string",
          "bytes",
          "fixed32",
          "sfixed32",
          "fixed64",
          "sfixed64",
          "float",
          "double",
          "E0",
          "E1");
  private static final List<String> KEYS =
      List.of("int32", "int64", "uint32", "bool", "sint32", "string", "fixed64");

  private final Random random;
  private int names;

  RandomFiles(long seed) {
    this.random = new Random(seed);
  }

  ProtoSource file() {
    String syntax = random.nextBoolean() ? "proto2" : "proto3";
    List<MessageType> messages = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      List<Member> members = new ArrayList<>();
      for (int number = 1; number <= 6; number++) {
        if (random.nextBoolean()) {
          members.add(member(syntax, number));
        }
      }
      messages.add(new MessageType("M" + i, members));
    }
    return new ProtoSource(syntax, messages, enums());
  }

  private List<EnumType> enums() {
    return List.of(
        new EnumType("E0", 2 + random.nextInt(3)), new EnumType("E1", 1 + random.nextInt(2)));
  }

  private Member member(String syntax, int number) {
    return relabelled(syntax, new Member("", type(), "f" + names++, number, ""));
  }

  private String type() {
    return switch (random.nextInt(5)) {
      case 0 -> "M" + random.nextInt(MESSAGES);
      case 1 -> "map<" + any(KEYS) + ", " + (random.nextBoolean() ? any(SCALARS) : "M0") + ">";
      default -> any(SCALARS);
    };
  }

  /** The same field with another label or in a oneof. A required message could have no end. */
  private Member relabelled(String syntax, Member member) {
    if (member.isMap()) {
      return with(member, "", "");
    }
    boolean mayBeRequired = syntax.equals("proto2") && !member.type().startsWith("M");
    return switch (random.nextInt(5)) {
      case 0 -> with(member, "repeated", "");
      case 1 -> with(member, "", "o" + random.nextInt(2));
      case 2 -> with(member, mayBeRequired ? "required" : "optional", "");
      case 3 -> with(member, "optional", "");
      default -> with(member, syntax.equals("proto2") ? "optional" : "", "");
    };
  }

  private static Member with(Member member, String label, String oneof) {
    return new Member(label, member.type(), member.name(), member.number(), oneof);
  }

  /** The same file with one to four changes, readable or not. */
  ProtoSource changed(ProtoSource file) {
    List<MessageType> messages = new ArrayList<>(file.messages());
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(messages.size());
      MessageType message = messages.get(at);
      messages.set(at, new MessageType(message.name(), changed(file.syntax(), message.members())));
    }
    return new ProtoSource(file.syntax(), messages, random.nextBoolean() ? enums() : file.enums());
  }

  private List<Member> changed(String syntax, List<Member> members) {
    List<Member> changed = new ArrayList<>(members);
    int number = 1 + random.nextInt(8);
    changed.removeIf(member -> member.number() == number);
    members.stream()
        .filter(member -> member.number() == number)
        .findFirst()
        .map(member -> changed(syntax, member))
        .or(() -> Optional.of(member(syntax, number)))
        .filter(member -> random.nextInt(4) > 0)
        .ifPresent(changed::add);
    return changed;
  }

  private Member changed(String syntax, Member member) {
    if (random.nextBoolean()) {
      return relabelled(syntax, member);
    }
    String type = random.nextInt(3) == 0 ? type() : similar(member.type());
    boolean isMap = type.startsWith("map<");
    return new Member(
        isMap ? "" : member.isMap() ? "repeated" : member.label(),
        type,
        "f" + names++,
        member.number(),
        isMap ? "" : member.oneof());
  }

  /** A type that is mostly read alike. */
  private String similar(String type) {
    return switch (type) {
      case "int32", "int64", "uint32", "uint64", "bool", "E0", "E1" ->
          any(List.of("int32", "int64", "uint32", "uint64", "bool", "E0", "E1"));
      case "string", "bytes" -> any(List.of("string", "bytes"));
      case "sint32", "sint64" -> any(List.of("sint32", "sint64"));
      case "fixed32", "sfixed32" -> any(List.of("fixed32", "sfixed32"));
      case "fixed64", "sfixed64" -> any(List.of("fixed64", "sfixed64"));
      default -> type.replace("int32", "int64");
    };
  }

  private String any(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
