package dev.stele.serde.internal.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.serde.client.Rule;
import dev.stele.serde.internal.rules.RulePlugins.Plugin;
import dev.stele.serde.rules.RuleAction;
import dev.stele.serde.rules.RuleConditionException;
import dev.stele.serde.rules.RuleContext;
import dev.stele.serde.rules.RuleException;
import dev.stele.serde.rules.RuleExecutor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** One rule that runs on each message of a schema, with what runs it. Thread-safe. */
final class RuleStep {
  private final RuleScope scope;
  private final Rule rule;
  private final byte[] name;
  private final @Nullable Plugin<RuleExecutor> executor;
  private final @Nullable Plugin<RuleAction> onSuccess;
  private final Plugin<RuleAction> onFailure;
  private final Map<Class<?>, Object> made = new ConcurrentHashMap<>();

  /**
   * @param executor null if there is none of the rule's type
   * @param onSuccess null for nothing
   */
  RuleStep(
      RuleScope scope,
      Rule rule,
      @Nullable Plugin<RuleExecutor> executor,
      @Nullable Plugin<RuleAction> onSuccess,
      Plugin<RuleAction> onFailure) {
    this.scope = scope;
    this.rule = rule;
    this.name = rule.name().getBytes(StandardCharsets.UTF_8);
    this.executor = executor;
    this.onSuccess = onSuccess;
    this.onFailure = onFailure;
  }

  RuleScope scope() {
    return scope;
  }

  Rule rule() {
    return rule;
  }

  boolean isNamed(byte[] otherName) {
    return Arrays.equals(name, otherName);
  }

  /** Whether running it would do nothing, for want of an executor. */
  @SuppressWarnings("ReferenceEquality") // an enum's constant
  boolean passesUnexecuted() {
    return executor == null && onFailure.plugin() == BuiltInAction.NONE;
  }

  /**
   * Runs the rule and what follows on it.
   *
   * @param original the message before the first rule of the phase
   * @return the message to go on with
   * @throws SerializationException if it must not pass
   */
  Object run(@Nullable Headers headers, Object original, Object message) {
    Object result;
    try {
      result = execute(headers, original, message);
    } catch (RuleException e) {
      act(onFailure, headers, original, message, e);
      return message;
    }
    if (onSuccess != null) {
      act(onSuccess, headers, original, result, null);
    }
    return result;
  }

  private Object execute(@Nullable Headers headers, Object original, Object message)
      throws RuleException {
    if (executor == null) {
      throw new RuleException("Could not find rule executor of type " + rule.type());
    }
    RuleContext context = new RuleRun(this, executor.settings(), headers, original);
    Object result;
    try {
      result = executor.plugin().execute(context, message);
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      throw new RuleException(reason(e), e);
    }
    if (rule.kind() == Rule.Kind.CONDITION) {
      if (Boolean.FALSE.equals(result)) {
        throw new RuleConditionException(rule);
      }
      return message;
    }
    return checked(result);
  }

  private Object checked(@Nullable Object result) throws RuleException {
    Class<?> needed =
        switch (scope.phase()) {
          case MIGRATION -> JsonNode.class;
          case DOMAIN -> Object.class;
          case ENCODING -> byte[].class;
        };
    if (result == null) {
      throw new RuleException("the transform made nothing (null) of the message");
    }
    if (!needed.isInstance(result)) {
      throw new RuleException(
          "the transform made a "
              + result.getClass().getTypeName()
              + " of the message, where the "
              + scope.phase()
              + " phase needs a "
              + needed.getTypeName());
    }
    return result;
  }

  private void act(
      Plugin<RuleAction> action,
      @Nullable Headers headers,
      Object original,
      Object message,
      @Nullable RuleException failure) {
    try {
      RuleContext context = new RuleRun(this, action.settings(), headers, original);
      action.plugin().run(context, message, failure);
    } catch (RuleException | RuntimeException | StackOverflowError | LinkageError e) {
      throw refused(action, failure, e);
    }
  }

  @SuppressWarnings("ReferenceEquality") // whether the action threw what it was given
  private SerializationException refused(
      Plugin<RuleAction> action, @Nullable RuleException failure, Throwable thrown) {
    StringBuilder why = new StringBuilder("Rule failed: ").append(rule.name()).append(" (");
    why.append(rule.kind()).append(" of type ").append(rule.type());
    String id = "id " + scope.schema().id();
    if (scope.schema().id() >= 0 && !scope.place().schema().equals(id)) {
      why.append(", of schema ").append(id);
    }
    why.append("): ");
    if (failure != null && failure != thrown) {
      why.append(reason(failure)).append("; then its action ").append(action.plugin().type());
      why.append(" failed: ");
      thrown.addSuppressed(failure);
    }
    why.append(reason(thrown)).append(advice());
    return scope.place().failed(why.toString(), thrown);
  }

  private String advice() {
    String setting = "rule.executors." + rule.name() + ".onFailure";
    return executor == null
        ? "; put one on the class path or name one in rule.executors, or set "
            + setting
            + "=NONE to let messages pass without it"
        : " (" + setting + " says what to do with such messages; NONE lets them pass)";
  }

  private static String reason(Throwable e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  <T> T once(Class<T> type, Supplier<T> make) {
    Object known = made.get(type);
    if (known == null) {
      synchronized (made) {
        known = made.get(type);
        if (known == null) {
          known = make.get();
          made.put(type, known);
        }
      }
    }
    return type.cast(known);
  }
}
