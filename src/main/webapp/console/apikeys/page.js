// The pages of keys: the list, a new one, and one by its id.

import texts from '../texts/en/apikeys.js';
import { addTexts } from '../texts.js';
import { KeyPage } from './key.js';
import { KeysPage } from './keys.js';
import { NewKeyPage } from './new-key.js';

addTexts('apikeys', texts);

/** The page of an address; the router makes what it is given, and gets what that returns. */
export default function ApiKeysPage(app, route) {
  const [, id] = route.words;
  const PageOf = id === undefined ? KeysPage : id === 'new' ? NewKeyPage : KeyPage;
  return new PageOf(app, route);
}
