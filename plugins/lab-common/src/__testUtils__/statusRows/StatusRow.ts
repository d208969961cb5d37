import type { KubeObject } from '../../kubeObject';

/** A case of the tables: an object, and what is told of it as `Status severity Reason`. */
export type StatusRow = [fact: string, object: KubeObject, expected: string];
