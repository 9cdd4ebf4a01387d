// The first calls, in the languages of the quickstart, with address and key filled in. A test holds the texts equal to
// src/test/samples, which others run as users would.

/** What is called: path and header of the key. */
export const CALLS = {
  products: { path: '/v1/products', query: '?limit=10', header: 'X-API-Key: ' },
  store: { path: '/v1/store', query: '', header: 'X-API-Key: ' },
  // Answers any key, whatever it may do.
  me: { path: '/api/v2/me', query: '', header: 'Authorization: Bearer ' },
};

/** The call that a key with these scopes can make. */
export function callFor(scopes) {
  return scopes.includes('products:read') ? 'products' : scopes.includes('store:read') ? 'store' : 'me';
}

const curl = ({ url, limit, headers }) =>
  [`curl --fail-with-body ${limit ? `"${url}"` : url}`, ...headers.map((it) => `  -H "${it.join('')}"`)].join(' \\\n');

const python = ({ base, headers, limit }) => `import requests

response = requests.get(
    "${base}",
    headers={${headers.map(([name, value]) => `"${name.replace(': ', '": "')}${value}"`).join(', ')}},
${limit ? '    params={"limit": 10},\n' : ''})
print(response.json())`;

const javascript = ({ url, headers, limit }) => {
  const pairs = headers.map(([name, value]) => `"${name.replace(': ', '": "')}${value}"`).join(', ');
  return limit ? `const response = await fetch(
  "${url}",
  {
    headers: { ${pairs} },
  },
);
console.log(await response.json());` : `const response = await fetch("${url}", {
  headers: { ${pairs} },
});
console.log(await response.json());`;
};

const php = ({ url, headers }) => `<?php
$ch = curl_init("${url}");
curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
curl_setopt($ch, CURLOPT_HTTPHEADER, [${headers.map((it) => `"${it.join('')}"`).join(', ')}]);
$response = curl_exec($ch);
curl_close($ch);
echo $response;`;

const WRITERS = { curl, python, javascript, php };

export const LANGUAGES = Object.keys(WRITERS);

/** The text of a call in a language. A key of the tenant says which organization it means. */
export function sample(language, call, { address, key, organization = null }) {
  const { path, query, header } = CALLS[call];
  const headers = [[header, key]];
  if (organization && call !== 'me') {
    headers.push(['X-Organization-Id: ', organization]);
  }
  const base = `${address}${path}`;
  return WRITERS[language]({ url: `${base}${query}`, base, limit: query !== '', headers });
}
