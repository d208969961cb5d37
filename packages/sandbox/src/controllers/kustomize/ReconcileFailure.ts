/**
 * A reconcile that ends with Ready=False: the reason and the sentence of the
 * condition.
 * @public
 */
export class ReconcileFailure extends Error {
  readonly reason: string;

  constructor(reason: string, message: string) {
    super(message);
    this.name = 'ReconcileFailure';
    this.reason = reason;
  }
}
