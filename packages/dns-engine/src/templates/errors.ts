/**
 * A template that cannot be read or that fails for an object. The message begins
 * with the line and column of the template where that happened.
 *
 * @public
 */
export class TemplateError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TemplateError';
  }
}
