package org.allogate.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load of wrk, which takes the least processor time from the server it measures. */
final class Wrk extends Loader {
  private static final Pattern COUNT = Pattern.compile("(\\d+) requests in ");
  private static final Pattern RATE = Pattern.compile("Requests/sec: +([0-9.]+)");
  private static final String TIME = " +([0-9.]+)(us|ms|s)";

  // One thread, so one count.
  private static final String NUMBERED =
      """
      local run, count, headers = "%s-", 0, wrk.headers
      request = function()
        count = count + 1
        local now = {}
        for name, value in pairs(headers) do
          now[name] = tostring(value):gsub("%s", run .. count)
        end
        return wrk.format(nil, nil, now)
      end
      """;

  Wrk(int port, ProcessHandle server, ProcessHandle database) {
    super(port, server, database);
  }

  @Override
  String name() {
    return "wrk";
  }

  @Override
  Answers answers(Target target, int seconds) throws IOException, InterruptedException {
    String out = run(target, seconds);
    if (out.contains("Non-2xx") || out.contains("Socket errors")) {
      throw new IOException(target.name() + " did not always answer 200:\n" + out);
    }
    double count = Double.parseDouble(found(COUNT, out).group(1));
    double rate = Double.parseDouble(found(RATE, out).group(1));
    return new Answers((long) count, count / rate, micros("50%", out), micros("99%", out));
  }

  /** Headers and body by a file: a command line shows in the list of processes. */
  private String run(Target target, int seconds) throws IOException, InterruptedException {
    Path script = Files.createTempFile("wrk", ".lua");
    try {
      StringBuilder lua = new StringBuilder();
      if (target.isPost()) {
        lua.append("wrk.method = \"POST\"\nwrk.body = [[%s]]\n".formatted(target.body()));
        lua.append("wrk.headers[\"Content-Type\"] = \"application/json\"\n");
      }
      for (String header : target.headers()) {
        lua.append("wrk.headers[\"%s\"] = \"%s\"\n".formatted((Object[]) header.split(": ", 2)));
      }
      if (target.varies()) {
        lua.append(NUMBERED.formatted(Target.next(), Target.NEW));
      }
      Files.writeString(script, lua);
      Process wrk =
          new ProcessBuilder(
                  "wrk",
                  "--threads=1",
                  "--connections=" + connections(),
                  "--duration=" + seconds + "s",
                  "--timeout=30s",
                  "--latency",
                  "--script=" + script,
                  "http://127.0.0.1:" + port() + target.path())
              .redirectErrorStream(true)
              .start();
      String out = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (wrk.waitFor() != 0) {
        throw new IOException("wrk failed:\n" + out);
      }
      return out;
    } finally {
      Files.delete(script);
    }
  }

  private static double micros(String share, String out) {
    Matcher found = found(Pattern.compile(share + TIME), out);
    double value = Double.parseDouble(found.group(1));
    return switch (found.group(2)) {
      case "us" -> value;
      case "ms" -> value * 1e3;
      default -> value * 1e6;
    };
  }

  private static Matcher found(Pattern pattern, String out) {
    Matcher matcher = pattern.matcher(out);
    if (!matcher.find()) {
      throw new IllegalStateException("wrk said something else:\n" + out);
    }
    return matcher;
  }
}
