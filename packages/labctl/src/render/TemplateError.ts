/** Where in a template something is wrong; line and column count from 1. @public */
export interface TemplatePlace {
  /** Path of the template below the templates folder. */
  template: string;
  line: number;
  column: number;
}

/**
 * A template that cannot be rendered: its message begins with
 * `template:line:column` and says what to write instead.
 *
 * @public
 */
export class TemplateError extends Error {
  readonly place: TemplatePlace;

  constructor(problem: string, place: TemplatePlace) {
    super(`${place.template}:${place.line}:${place.column} ${problem}`);
    this.name = 'TemplateError';
    this.place = place;
  }
}
