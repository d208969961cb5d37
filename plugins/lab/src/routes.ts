import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The overview. */
export const overviewRouteRef = createRouteRef();
