// Members: all of them, or the one in the address.

import texts from '../texts/en/members.js';
import { addTexts } from '../texts.js';
import { MembersPage } from './list.js';
import { MemberPage } from './member.js';

addTexts('members', texts);

export default class {
  constructor(app, route) {
    return route.words.length > 1 ? new MemberPage(app, route) : new MembersPage(app, route);
  }
}
