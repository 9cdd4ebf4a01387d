// Text that comes line by line, of which the whole need not be in memory.

/** The lines of a stream of bytes as they come, without their ends; each comes as { text, ended, bytes }, bytes of all so far. */
export async function* lines(stream) {
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  let rest = '';
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      bytes += done ? 0 : value.length;
      const parts = (rest + decoder.decode(value, { stream: !done })).split('\n');
      rest = parts.pop();
      for (const text of parts) {
        yield { text, ended: true, bytes };
      }
      if (done) {
        break;
      }
    }
    if (rest) {
      yield { text: rest, ended: false, bytes };
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
