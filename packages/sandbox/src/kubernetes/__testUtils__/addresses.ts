/** Where clients of the API find the kinds that its tests use most, in the namespace `default`. */
export const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';

export const PODS = '/api/v1/namespaces/default/pods';
