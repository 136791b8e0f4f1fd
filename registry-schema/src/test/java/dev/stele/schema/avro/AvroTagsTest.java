package dev.stele.schema.avro;

import static dev.stele.schema.avro.AvroSources.source;
import static dev.stele.schema.hostile.Soon.soon;
import static dev.stele.schema.tags.Edits.edits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stele.schema.Format.Strictness;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.Reference;
import dev.stele.schema.SchemaSource.Dependency;
import dev.stele.schema.UnknownEntityException;
import dev.stele.schema.tags.Edits;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AvroTagsTest {
  private static final String NESTED =
      """
      {'type':'record','name':'R','namespace':'n','fields':[\
      {'name':'a','type':'int'},\
      {'name':'i','type':{'type':'record','name':'In','fields':[\
      {'name':'x','type':['null','string'],'confluent:tags':['OLD']}]}},\
      {'name':'m','type':{'type':'map','values':{'type':'array','items':['null',\
      {'type':'record','name':'Deep','namespace':'o','fields':[{'name':'y','type':'n.In'}]}]}}}]}""";

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "field n.R.a +PII +B,          {'name':'a'~'type':'int'~'confluent:tags':['PII'~'B']}",
    "field n.In.x +NEW,            'confluent:tags':['OLD'~'NEW']}]}}",
    "field n.In.x -OLD,            {'name':'x'~'type':['null'~'string']}]}}",
    "field n.In.x -OTHER,          'confluent:tags':['OLD']}]}}",
    "record n.R +REC,              ]}}}]~'confluent:tags':['REC']}",
    "record n.In +REC,             'confluent:tags':['OLD']}]~'confluent:tags':['REC']}}",
    "field o.Deep.y +T,            {'name':'y'~'type':'n.In'~'confluent:tags':['T']}",
    "field Deep.y +T,              {'name':'y'~'type':'n.In'~'confluent:tags':['T']}",
    "field .Deep.y +T,             {'name':'y'~'type':'n.In'~'confluent:tags':['T']}",
  })
  void tagged_recordsAndFields(String edit, String part) {
    AvroSchema schema = parse(NESTED);

    String edited = schema.tagged(edits(edit));

    assertThat(edited).contains(part.replace('~', ',').replace('\'', '"'));
    assertThat(parse(edited).canonicalText()).isEqualTo(edited);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "field .n.In.x",
        "field n.R.b",
        "field m.R.a",
        "field R",
        "record n.R.a",
        "record In.x",
        "record n.Missing",
        "field .",
        "record ..",
      })
  void tagged_nothingOfThatPath(String entity) {
    AvroSchema schema = parse(NESTED);

    assertThatThrownBy(() -> schema.tagged(edits(entity + " +T")))
        .isInstanceOf(UnknownEntityException.class)
        .hasMessage("No matching path '%s' found in the schema".formatted(entity.split(" ", 2)[1]));
  }

  @Test
  void tagged_keepsTheNumbersOfDefaults() {
    AvroSchema schema =
        parse(
            """
            {'type':'record','name':'R','fields':[{'name':'a','type':'double','default':1.10},\
            {'name':'b','type':'long','default':9007199254740993}],'p':1e2}""");

    String tagged = parse(schema.tagged(edits("record R +T"))).canonicalText();

    assertThat(parse(tagged).tagged(edits("record R -T"))).isEqualTo(schema.canonicalText());
  }

  @Test
  void tags_inTheOrderOfTheText_eachRecordOnce() {
    AvroSchema schema = parse(NESTED);

    String edited =
        schema.tagged(edits("field o.Deep.y +D\nfield n.R.a +B +A\nrecord n.In +I\nrecord n.R +R"));

    assertThat(Edits.read(parse(edited)))
        .isEqualTo(
            "record n.R R\nfield n.R.a B A\nrecord n.In I\nfield n.In.x OLD\nfield o.Deep.y D\n");
  }

  @Test
  void tags_thatAreNoArray_areNone() {
    assertThat(
            Edits.read(
                parse(
                    """
                    {'type':'record','name':'R','fields':[],'confluent:tags':'PII'}""")))
        .isEmpty();
  }

  @Test
  void tags_ofReferencedRecords_areReadButNotEdited() {
    String base =
        """
        {'type':'record','name':'Base','fields':[\
        {'name':'b','type':'int','confluent:tags':['PII']}]}""";
    String text = "{'type':'record','name':'Use','fields':[{'name':'u','type':'Base'}]}";
    AvroSchema schema =
        new AvroFormat()
            .parse(
                source(
                    text.replace('\'', '"'),
                    new Dependency(new Reference("Base", "base", 1), base.replace('\'', '"'))),
                Strictness.NEW);

    assertThat(Edits.read(schema)).isEqualTo("field Base.b PII\n");
    assertThatThrownBy(() -> schema.tagged(edits("field Base.b +T")))
        .isInstanceOf(UnknownEntityException.class);
  }

  @Test
  void tags_manyOfRecordsWithLongNames_areTooManyToTell() {
    String fields =
        IntStream.range(0, 2_000)
            .mapToObj("{'name':'f%d','type':'int','confluent:tags':['T']}"::formatted)
            .collect(Collectors.joining(","));
    AvroSchema schema =
        parse("{'type':'record','name':'%s','fields':[%s]}".formatted("N".repeat(10_000), fields));

    assertThatThrownBy(schema::tags)
        .isInstanceOf(InvalidSchemaException.class)
        .hasMessageContaining("Too large: tags");
  }

  @Test
  void tagged_manyFields_endsSoon() {
    int many = 10_000;
    String fields =
        IntStream.range(0, many)
            .mapToObj("{'name':'f%d','type':'int'}"::formatted)
            .collect(Collectors.joining(","));
    AvroSchema schema = parse("{'type':'record','name':'R','fields':[%s]}".formatted(fields));
    String all =
        IntStream.range(0, many)
            .mapToObj("field R.f%d +T"::formatted)
            .collect(Collectors.joining("\n"));

    assertThat(soon(() -> parse(schema.tagged(edits(all))).tags())).hasSize(many);
  }

  private static AvroSchema parse(String text) {
    return new AvroFormat().parse(source(text.replace('\'', '"')), Strictness.NEW);
  }
}
