// A product does not say whether it stands in the store's own list: filters do, and the export.

import { exported } from './export.js';

const SEARCH_MOST = 100;
const ROWS_MOST = 1000;

/** Whether a product stands in the store's own list. */
export async function isListed(api, product, signal) {
  if (product.active) {
    const search = Array.from(product.name).slice(0, SEARCH_MOST).join('');
    for (const listed of [false, true]) {
      const rows = await api.all('/v1/products', { query: { listed, search }, signal }, ROWS_MOST);
      if (rows.some((it) => it.id === product.id)) {
        return listed;
      }
    }
  }
  for await (const { text } of exported(api, signal)) {
    const line = JSON.parse(text);
    if (line.id === product.id) {
      return line.listed;
    }
  }
  return true;
}
