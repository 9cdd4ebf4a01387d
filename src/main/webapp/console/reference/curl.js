// The line for a shell that does what a call did. Nothing here asks or draws.

/** A text as one word of a POSIX shell, whatever is in it. */
export function quoted(text) {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** The call of curl: { method, url, headers: [[name, value]], body: a text or null }. */
export function curlLine({ method, url, headers, body }) {
  // Without --globoff curl takes brackets of the address for patterns, and -d takes a body that begins with @ for a file.
  const parts = ['curl -i --globoff', ...(method === 'GET' ? [] : [`-X ${method}`]), quoted(url)];
  for (const [name, value] of headers) {
    // curl sends a header without a value only with a semicolon after its name.
    parts.push(`-H ${quoted(value === '' ? `${name};` : `${name}: ${value}`)}`);
  }
  if (body !== null) {
    parts.push(`--data-raw ${quoted(body)}`);
  }
  return parts.join(' \\\n  ');
}
