import { z } from 'zod';
import { formatNetwork, parseIpv4, parseNetwork, parseRange } from '../ipv4';

/** RFC 1123 label: what Kubernetes allows as a name of a node or a namespace. */
export const DNS_LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const FQDN =
  /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

export const dnsLabel = z
  .string()
  .regex(
    DNS_LABEL,
    'not a name for Kubernetes; use lower-case letters, digits and "-", 63 at most, with a letter or digit at both ends',
  );

export const fqdn = z
  .string()
  .regex(
    FQDN,
    'not a domain name; write it in full and in lower case, like lab.home.example',
  );

export const ipv4 = z
  .string()
  .refine(
    text => parseIpv4(text) !== undefined,
    'not an IPv4 address; write four numbers from 0 to 255, like 192.168.42.10',
  )
  .meta({ format: 'ipv4' });

/** Rejects host bits and proposes the network without them. */
export const ipv4Cidr = z
  .string()
  .superRefine((text, context) => {
    const network = parseNetwork(text);
    if (!network) {
      context.addIssue({
        code: 'custom',
        message: 'not an IPv4 network; write it like 192.168.42.0/24',
      });
    } else if (formatNetwork(network) !== text) {
      context.addIssue({
        code: 'custom',
        message: `has host bits; write ${formatNetwork(network)}`,
        params: { rule: 'non-canonical-cidr' },
      });
    }
  })
  .meta({ examples: ['192.168.42.0/24'] });

export const ipv4Range = z
  .string()
  .refine(
    text => parseRange(text) !== undefined,
    'not a range of IPv4 addresses; write it like 192.168.42.120-192.168.42.139, first address first',
  );

/** The Linux limits a home network meets: 1450 leaves room for an overlay, 9000 is jumbo. */
export const mtu = z
  .int('not a whole number; write one from 1450 to 9000')
  .min(1450, 'too small; write 1450 to 9000, usually 1500')
  .max(9000, 'too large; write 1450 to 9000, usually 1500');

export const asn = z
  .int('not a whole number; write 1 to 4294967295, usually from 64512 on')
  .min(1, 'not an AS number; write 1 to 4294967295, usually from 64512 on')
  .max(
    4294967295,
    'not an AS number; write 1 to 4294967295, usually from 64512 on',
  );

/** A version with or without its `v`; resolved values always carry it. */
export const version = z
  .string('not a text; put the version in quotes, like "v1.13.9"')
  .regex(
    /^v?\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/,
    'not a version; write all three numbers, like v1.13.9',
  );

export const schematicId = z
  .string()
  .regex(
    /^[a-z0-9]{64}$/,
    'not a schematic id; copy the 64 letters and digits that factory.talos.dev shows',
  );

export const macAddress = z
  .string()
  .regex(
    /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/,
    'not a lower-case MAC address; write it like 02:00:5e:10:00:0b',
  );

/** `/dev/...` is a path; anything else is the disk's serial number. */
export const disk = z
  .string()
  .min(1, 'empty; write a path like /dev/nvme0n1 or the serial of the disk')
  .refine(
    text => !text.startsWith('/') || /^\/dev\/[^\s]+$/.test(text),
    'not a disk; a path begins with /dev/, anything without a leading "/" is a serial',
  );

/** A Kubernetes quantity of storage. */
export const storageSize = z
  .string('not a text; write a size with its unit, like 10Gi')
  .regex(
    /^[1-9]\d*(\.\d+)?(Ki|Mi|Gi|Ti|Pi|k|M|G|T|P)$/,
    'not a size; write it with its unit, like 10Gi',
  );

/** Memory of a machine in GB; halves are fine. */
export const memoryGb = z
  .number('not a number; write gigabytes, like 16')
  .positive('not a size of memory; write gigabytes, like 16');

export const cpuCount = z
  .int('not a whole number of CPUs')
  .positive('not a number of CPUs; write 1 or more');
