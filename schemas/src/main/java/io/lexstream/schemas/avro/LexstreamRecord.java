package io.lexstream.schemas.avro;

import org.apache.avro.specific.SpecificRecordBase;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Parent of all generated records. Avro makes instances only of classes it was told to trust, so
 * that no schema can name a class at will; being loaded, this tells it about the records of this
 * package.
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
