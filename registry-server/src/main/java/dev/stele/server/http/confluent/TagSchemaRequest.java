package dev.stele.server.http.confluent;

import dev.stele.schema.TagEdit;
import dev.stele.server.domain.EditTags;
import dev.stele.server.domain.RuleEdit;
import dev.stele.server.domain.Subject;
import dev.stele.server.domain.VersionSpec;
import dev.stele.server.http.HttpException;
import dev.stele.server.http.confluent.DataContract.Metadata;
import dev.stele.server.http.confluent.DataContract.RuleSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The body that registers a version again with other tags, metadata and rules. */
record TagSchemaRequest(
    @Nullable Integer newVersion,
    @Nullable List<@Nullable SchemaTags> tagsToAdd,
    @Nullable List<@Nullable SchemaTags> tagsToRemove,
    @Nullable Metadata metadata,
    @Nullable RuleSet ruleSet,
    @Nullable RuleSet rulesToMerge,
    @Nullable List<@Nullable String> rulesToRemove) {

  /**
   * What it asks for.
   *
   * @throws HttpException 400 if something in a list or a map is missing
   */
  EditTags command(Subject subject, VersionSpec version) {
    return new EditTags(
        subject,
        version,
        newVersion == null ? 0 : newVersion,
        TagEdit.of(
            SchemaTags.values("tagsToAdd", tagsToAdd),
            SchemaTags.values("tagsToRemove", tagsToRemove)),
        Optional.ofNullable(metadata).map(Metadata::value),
        new RuleEdit(
            Optional.ofNullable(ruleSet).map(RuleSet::value),
            Optional.ofNullable(rulesToMerge).map(RuleSet::value),
            Optional.ofNullable(rulesToRemove)
                .map(names -> Members.elements("rulesToRemove", names))));
  }
}
