import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/frontend-plugin-api';

/** The pull requests that are on their way. */
export const changesRouteRef = createRouteRef();

/** The apps whose form can be filled in beforehand. */
export const presetsRouteRef = createRouteRef();

/** A form that asks for a change. */
export const templateRouteRef = createExternalRouteRef({
  params: ['namespace', 'templateName'],
  defaultTarget: 'scaffolder.selectedTemplate',
});
