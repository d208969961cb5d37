import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-proxy-backend'));
backend.add(import('@backstage/plugin-events-backend'));

// Sign-in and permissions
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(import('@backstage/plugin-auth-backend-module-oidc-provider'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@homestage/backstage-plugin-permission-backend-module-lab'),
);

// Catalog
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(import('@homestage/backstage-plugin-catalog-backend-module-lab'));

// Changes by pull request
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(
  import('@homestage/backstage-plugin-scaffolder-backend-module-gitops'),
);
backend.add(import('@homestage/backstage-plugin-gitops-backend'));

// What runs
backend.add(import('@backstage/plugin-kubernetes-backend'));
backend.add(import('@homestage/backstage-plugin-flux-backend'));
backend.add(import('@homestage/backstage-plugin-talos-backend'));

// Runbooks and search
backend.add(import('@backstage/plugin-techdocs-backend'));
backend.add(import('@homestage/backstage-plugin-techdocs-backend-module-lab'));
backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-pg'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-search-backend-module-techdocs'));

// People
backend.add(import('@backstage/plugin-user-settings-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-mcp-actions-backend'));

backend.start();
