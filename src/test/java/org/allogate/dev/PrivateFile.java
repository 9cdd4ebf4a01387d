package org.allogate.dev;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and folders that only their owner may read, from the first byte on. */
public final class PrivateFile {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private PrivateFile() {}

  /** Writes the text with mode 600; a reader sees the old text or the new one, never a part. */
  public static void write(Path file, String text) {
    try {
      folder(file.getParent());
      Path part = Files.createTempFile(file.getParent(), ".", ".part", mode("rw-------"));
      Files.writeString(part, text);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new StartFailure("Cannot write " + file + ": " + e, e);
    }
  }

  /** Makes the folder and those above it, the missing ones with mode 700. */
  public static void folder(Path folder) {
    try {
      Files.createDirectories(folder, mode("rwx------"));
    } catch (IOException e) {
      throw new StartFailure("Cannot make the folder " + folder + ": " + e, e);
    }
  }

  private static FileAttribute<?>[] mode(String permissions) {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
