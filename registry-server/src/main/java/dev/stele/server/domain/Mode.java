package dev.stele.server.domain;

/** What a subject, a context or the registry may be asked to do. */
public enum Mode {
  READWRITE,
  READONLY,
  READONLY_OVERRIDE,
  IMPORT,
  FORWARD
}
