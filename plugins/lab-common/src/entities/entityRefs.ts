import { entityName } from './entityName';

/**
 * Where something lives, and whether its bare name is taken by another of the
 * same type, in which case the place becomes part of the entity's name.
 *
 * @public
 */
export interface EntityPlace {
  /** Kubernetes namespace, or the cluster for nodes. */
  readonly place: string;
  readonly name: string;
  /** Another one has the same name elsewhere. Unset means no. */
  readonly isShared?: boolean;
}

/** All entities of a lab are in the catalog's default namespace. */
const NAMESPACE = 'default';

function placedName(place: EntityPlace): string {
  return entityName(
    place.isShared ? `${place.place}-${place.name}` : place.name,
  );
}

/**
 * Name of the Component of an app: the app's name, or `<namespace>-<app>` when
 * two namespaces have an app of that name.
 *
 * @public
 */
export function appEntityName(app: EntityPlace): string {
  return placedName(app);
}

/**
 * Entity ref of an app; see {@link appEntityName}.
 *
 * @public
 */
export function appEntityRef(app: EntityPlace): string {
  return ref('component', appEntityName(app));
}

/**
 * Name of the Resource of a node: the node's name, or `<cluster>-<node>` when
 * two clusters have a node of that name.
 *
 * @public
 */
export function nodeEntityName(node: EntityPlace): string {
  return placedName(node);
}

/**
 * Entity ref of a node; see {@link nodeEntityName}.
 *
 * @public
 */
export function nodeEntityRef(node: EntityPlace): string {
  return ref('resource', nodeEntityName(node));
}

/**
 * Name of the Resource of a virtual machine: always `<namespace>-<name>`, so
 * that it never meets a node or a cluster of the same name.
 *
 * @public
 */
export function virtualMachineEntityName(machine: {
  readonly namespace: string;
  readonly name: string;
}): string {
  return entityName(`${machine.namespace}-${machine.name}`);
}

/**
 * Entity ref of a virtual machine; see {@link virtualMachineEntityName}.
 *
 * @public
 */
export function virtualMachineEntityRef(machine: {
  readonly namespace: string;
  readonly name: string;
}): string {
  return ref('resource', virtualMachineEntityName(machine));
}

/**
 * Entity ref of a cluster, by its name in `kubernetes.clusterLocatorMethods`.
 *
 * @public
 */
export function clusterEntityRef(cluster: string): string {
  return ref('resource', entityName(cluster));
}

/**
 * Entity ref of the System that stands for a Kubernetes namespace.
 *
 * @public
 */
export function systemEntityRef(namespace: string): string {
  return ref('system', entityName(namespace));
}

/** Refs are lower case, as Backstage's `stringifyEntityRef` writes them. */
function ref(kind: string, name: string): string {
  return `${kind}:${NAMESPACE}/${name}`.toLowerCase();
}
