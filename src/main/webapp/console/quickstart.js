// The quickstart's page: shows the samples for this server and makes the chosen call with the key pasted.

const LIMITS = [
  'RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Policy',
  'X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Cost', 'Retry-After', 'X-Request-Id',
];

const form = document.querySelector('#call');
const base = new URL('..', document.baseURI).href.replace(/\/$/, '');
const samples = [...document.querySelectorAll('[data-sample]')].map((node) => ({ node, text: node.textContent }));

function showSamples() {
  const address = base + form.operation.value;
  for (const { node, text } of samples) {
    // The key itself is never written into the page.
    node.textContent = text.replace('{address}', address).replace('{key}', 'YOUR_API_KEY');
  }
}

function showLimits(headers) {
  const rows = LIMITS.filter((name) => headers.has(name)).flatMap((name) => {
    const term = document.createElement('dt');
    const value = document.createElement('dd');
    term.textContent = name;
    value.textContent = headers.get(name);
    return [term, value];
  });
  document.querySelector('#limits').replaceChildren(...rows);
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

async function call(event) {
  event.preventDefault();
  const status = document.querySelector('#status');
  const body = document.querySelector('#body');
  document.querySelector('#answer').hidden = false;
  status.textContent = 'Calling …';
  try {
    const response = await fetch(base + form.operation.value, {
      headers: { Authorization: `Bearer ${form.key.value.trim()}` },
      credentials: 'omit',
    });
    status.textContent = `${response.status} ${response.ok ? 'The call succeeded.' : 'The call was refused; code says why.'}`;
    showLimits(response.headers);
    body.textContent = pretty(await response.text());
  } catch (failure) {
    status.textContent = `The server could not be reached: ${failure.message}`;
    showLimits(new Headers());
    body.textContent = '';
  }
}

form.operation.addEventListener('change', showSamples);
form.addEventListener('submit', call);
showSamples();
