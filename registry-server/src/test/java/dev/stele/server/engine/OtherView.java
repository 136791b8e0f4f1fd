package dev.stele.server.engine;

import dev.stele.server.log.CommandId;
import dev.stele.server.log.Position;
import dev.stele.server.view.Outcome;
import dev.stele.server.view.Snapshot;
import dev.stele.server.view.View;
import dev.stele.server.view.ViewStatus;
import java.util.concurrent.CompletionStage;

/** A view like another one, for doubles that differ from it in one method. */
class OtherView implements View {
  private final View view;

  OtherView(View view) {
    this.view = view;
  }

  @Override
  public Snapshot snapshot() {
    return view.snapshot();
  }

  @Override
  public CompletionStage<Snapshot> applied(Position place) {
    return view.applied(place);
  }

  @Override
  public CompletionStage<Snapshot> claimedAfter(long offset) {
    return view.claimedAfter(offset);
  }

  @Override
  public CompletionStage<Outcome> watch(CommandId command) {
    return view.watch(command);
  }

  @Override
  public void forget(CommandId command) {
    view.forget(command);
  }

  @Override
  public ViewStatus status() {
    return view.status();
  }

  @Override
  public CompletionStage<Void> ready() {
    return view.ready();
  }
}
