import { z } from 'zod';
import { fqdn, ipv4, ipv4Cidr, ipv4Range, asn } from './scalars';

/** The net the machines stand in. */
export const networkSchema = z.strictObject({
  node_cidr: ipv4Cidr.describe('Network of the machines'),
  dns_servers: z
    .array(ipv4)
    .default(['1.1.1.1', '1.0.0.1'])
    .describe('Resolvers of the machines'),
  ntp_servers: z
    .array(ipv4)
    .default(['162.159.200.1', '162.159.200.123'])
    .describe('Time servers of the machines'),
  default_gateway: ipv4
    .optional()
    .describe('Router of the machines; unset: first address of node_cidr'),
  vlan_tag: z
    .union([
      z.string().regex(/^\d{1,4}$/, 'not a VLAN; write 1 to 4094'),
      z.int(),
    ])
    .optional()
    .refine(
      tag => tag === undefined || (Number(tag) >= 1 && Number(tag) <= 4094),
      'not a VLAN; write 1 to 4094',
    )
    .describe('VLAN of the machines; unset: untagged'),
  dhcp_range: ipv4Range
    .optional()
    .describe(
      'What the router hands out, so that nothing fixed is put there; unset: unknown',
    ),
});

/** Fixed addresses that lead to the apps. */
export const gatewaysSchema = z.strictObject({
  internal: ipv4.describe('Address of the gateway for the home network'),
  dns: ipv4
    .optional()
    .describe('Address of k8s-gateway, which answers for the domain at home'),
  external: ipv4.optional().describe('Address of the gateway for the internet'),
});

/** Names of the lab. */
export const domainSchema = z.strictObject({
  name: fqdn.describe('Domain of the apps'),
  private: fqdn
    .optional()
    .describe('Second domain for apps of a private network, such as a tailnet'),
});

export const dnsSchema = z.strictObject({
  provider: z
    .enum(['cloudflare', 'none'])
    .optional()
    .describe('Who serves the public zone; unset: cloudflare with a token'),
  token: z
    .string()
    .min(1, 'empty; leave the field out, or write env:NAME')
    .optional()
    .describe(
      'Token for the zone. Write env:NAME to keep it out of this file; it is only ever written to encrypted files',
    ),
  adguard_addr: ipv4
    .optional()
    .describe('Address of AdGuard Home in the cluster'),
});

export const ingressSchema = z.strictObject({
  mode: z
    .enum(['cloudflare-tunnel', 'direct', 'none'])
    .optional()
    .describe(
      'How the internet reaches apps; unset: cloudflare-tunnel with dns.provider cloudflare, else none',
    ),
  controller: z
    .enum(['envoy-gateway', 'cilium', 'traefik'])
    .default('envoy-gateway')
    .describe('What serves the gateways'),
  tunnel_id: z
    .string()
    .regex(
      /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
      'not the id of a tunnel; `cloudflared tunnel list` shows it',
    )
    .optional()
    .describe('Id of the Cloudflare tunnel; no secret'),
});

export const loadBalancerSchema = z.strictObject({
  kind: z
    .enum(['cilium', 'metallb', 'none'])
    .optional()
    .describe(
      'What hands addresses to Services; unset: cilium with that CNI, else metallb',
    ),
  pool: z
    .array(ipv4Range)
    .default([])
    .describe('Addresses for Services; unset: those of the gateways alone'),
});

export const ciliumSchema = z.strictObject({
  loadbalancer_mode: z
    .enum(['dsr', 'snat'])
    .default('dsr')
    .describe('dsr keeps the address of the client; snat works everywhere'),
  hubble: z.boolean().default(false).describe('Flow view with its web page'),
  bgp: z
    .strictObject({
      router_addr: ipv4.optional().describe('Router that learns the addresses'),
      router_asn: asn.optional().describe('AS number of the router'),
      node_asn: asn.optional().describe('AS number of the nodes'),
    })
    .optional()
    .describe('Announce addresses by BGP instead of ARP; all three fields'),
});
