package org.example.notes;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.List;
import java.util.Set;
import org.allogate.guard.Guard;

/** The application: its own resources, and the guard around them. */
@ApplicationPath("/")
public class Sample extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Guard.around(List.of(NotesResource.class));
  }
}
