package io.lexstream.schemas.avro;

import org.apache.avro.specific.SpecificRecordBase;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * The superclass of all generated records. Avro creates instances of trusted classes only, so that
 * a schema cannot name any class. Loading this class adds the records of this package to the
 * trusted ones.
 */
public abstract class LexstreamRecord extends SpecificRecordBase {

  static {
    trustThisPackage();
  }

  private static void trustThisPackage() {
    var trusted = ClassSecurityValidator.getGlobal();
    var here = LexstreamRecord.class.getPackageName();
    if (!trusted.isTrusted(LexstreamRecord.class)) {
      ClassSecurityValidator.setGlobal(
          ClassSecurityValidator.composite(trusted, type -> type.getPackageName().equals(here)));
    }
  }
}
