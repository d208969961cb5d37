import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

/** The Talos page. */
export const rootRouteRef = createRouteRef();

/** The list of machines. */
export const machinesRouteRef = createRouteRef();

/** One machine. */
export const machineRouteRef = createSubRouteRef({
  parent: machinesRouteRef,
  path: '/:cluster/:node',
});

/** Where Git and the machines differ. */
export const driftRouteRef = createRouteRef();

/** The way to newer versions. */
export const upgradesRouteRef = createRouteRef();

/** A form that asks for a change; left out in a portal without the scaffolder. */
export const templateRouteRef = createExternalRouteRef({
  params: ['namespace', 'templateName'],
  defaultTarget: 'scaffolder.selectedTemplate',
});

/** Where the docs of an entity are read: the runbooks of a cluster. */
export const docsRouteRef = createExternalRouteRef({
  params: ['namespace', 'kind', 'name'],
  defaultTarget: 'techdocs.docRoot',
});
