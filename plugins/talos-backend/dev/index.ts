import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';

// `yarn start` in this package: the plugin alone, on the clusters of app-config.
// Everybody is let in, so it must never listen on more than loopback.
const backend = createBackend();
backend.add(mockServices.auth.factory());
backend.add(mockServices.httpAuth.factory());
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('../src'));
backend.start();
