import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The pull requests that are on their way. */
export const changesRouteRef = createRouteRef();
