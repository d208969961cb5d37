/** A column that `kubectl get` prints, as a CustomResourceDefinition declares it. @public */
export interface PrinterColumn {
  name: string;
  type: string;
  jsonPath: string;
  format?: string;
  description?: string;
  /** Above 0 the column is for `-o wide` only. */
  priority?: number;
}

/** The parts of an OpenAPI v3 schema that the API server acts on. @public */
export interface StructuralSchema {
  type?: string;
  format?: string;
  properties?: Record<string, StructuralSchema>;
  additionalProperties?: StructuralSchema | boolean;
  items?: StructuralSchema;
  required?: string[];
  enum?: unknown[];
  default?: unknown;
  nullable?: boolean;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  'x-kubernetes-preserve-unknown-fields'?: boolean;
  'x-kubernetes-int-or-string'?: boolean;
  'x-kubernetes-embedded-resource'?: boolean;
  'x-kubernetes-list-type'?: 'atomic' | 'set' | 'map';
  'x-kubernetes-list-map-keys'?: string[];
  'x-kubernetes-map-type'?: 'atomic' | 'granular';
}

/** One version of a kind that the API serves. @public */
export interface ServedVersion {
  name: string;
  /** Unset for built-in kinds: nothing is pruned or defaulted by it. */
  schema?: StructuralSchema;
  printerColumns?: readonly PrinterColumn[];
  deprecated?: boolean;
}
