// Organizations: all of them, or the one in the address.

import texts from '../texts/en/organizations.js';
import { addTexts } from '../texts.js';
import { OrganizationPage } from './organization.js';
import { OrganizationsPage } from './list.js';

addTexts('organizations', texts);

export default class {
  constructor(app, route) {
    return route.words.length > 1 ? new OrganizationPage(app, route) : new OrganizationsPage(app, route);
  }
}
