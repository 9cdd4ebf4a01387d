// What every page is. The shell makes one for an address, loads it and shows what it draws.

export class Page {
  /** Whether the page is about one organization, which must be chosen first. */
  static needsOrganization = false;

  constructor(app, route) {
    this.app = app;
    this.api = app.api;
    this.route = route;
  }

  /** The text of its heading and of the browser's tab. */
  get title() {
    return '';
  }

  /** Asks for what it shows; called again when the query of its address changes. Throws problems. */
  async load() {}

  /** What it shows once it is loaded. */
  view() {}

  /** Whether it shows the same whatever organization and environment are chosen. */
  get everywhere() {
    return false;
  }

  /** A reason not to leave it without asking, or null. */
  get unsaved() {
    return null;
  }

  /** Called when another page takes its place. */
  left() {}

  /** Draws anew. */
  update() {
    this.app.update();
  }
}
