package io.lexstream.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Reads the version from the jar's manifest. */
final class BuildVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    var version = Optional.ofNullable(BuildVersion.class.getPackage().getImplementationVersion());
    return new String[] {"lexstream " + version.orElse("(not built as a jar)")};
  }
}
