import { FIELD_RULES } from './fieldRules';

describe('FIELD_RULES', () => {
  it.each<[keyof typeof FIELD_RULES, string]>([
    ['appName', 'jellyfin'],
    ['appName', '2fauth'],
    ['namespace', 'home-automation'],
    ['image', 'ghcr.io/home-operations/sonarr:4.0.1'],
    ['image', 'localhost:5000/app:1'],
    ['image', `app:1@sha256:${'0'.repeat(64)}`],
    ['port', '1'],
    ['port', '65535'],
    ['hostname', 'media.lab.example'],
    ['hostname', 'media.${SECRET_DOMAIN}'],
    ['size', '10Gi'],
    ['size', '1.5Ti'],
    ['mountPath', '/var/lib/app'],
    ['storageClass', 'ceph-block'],
    ['sshKey', 'ssh-ed25519 AAAAC3Nza+/== me@laptop of mine\n'],
    ['sshKey', 'ssh-rsa AAAAB3NzaC1yc2E='],
  ])('%s accepts %s', (rule, value) => {
    expect(FIELD_RULES[rule](value)).toBeUndefined();
  });

  it.each<[keyof typeof FIELD_RULES, string, RegExp]>([
    ['appName', '', /Give it a name/],
    ['appName', 'Jellyfin', /small letters/],
    ['appName', '-app', /begin and end/],
    ['appName', 'a'.repeat(54), /at most 53/],
    ['namespace', 'a_b', /small letters/],
    ['namespace', 'a'.repeat(64), /at most 63/],
    ['image', '', /Name an image/],
    ['image', 'ghcr.io/owner/app', /Add a tag/],
    ['image', 'ghcr.io/Owner/app:1', /'Owner'/],
    ['image', 'app:1:2', /tag/],
    ['image', 'app@sha256:12', /digest/],
    ['image', '../etc/passwd:1', /no registry host/],
    ['port', '0', /1 to 65535/],
    ['port', '65536', /1 to 65535/],
    ['port', '80.5', /whole number/],
    ['port', '1e3', /whole number/],
    ['sshKey', 'AAAAC3NzaC1lZDI1', /begins with its type/],
    ['sshKey', 'ssh-dss AAAA', /begins with its type/],
    ['sshKey', '-----BEGIN OPENSSH PRIVATE KEY-----', /private key/],
    ['sshKey', 'ssh-rsa AAAA\nssh-rsa AAAA', /one line/],
    ['sshKey', `ssh-rsa ${'A'.repeat(1000)}`, /at most 1000/],
    ['hostname', 'media', /with its domain/],
    ['hostname', 'media..example', /before and after every dot/],
    ['hostname', 'Media.example', /'Media'/],
    ['hostname', `${'a'.repeat(64)}.example`, /small letters/],
    ['size', '10', /at least 1Mi/],
    ['size', '10 Gi', /Write a size/],
    ['size', '-1Gi', /Write a size/],
    ['mountPath', 'config', /absolute/],
    ['mountPath', '/', /absolute/],
    ['mountPath', '/a/../b', /no part is/],
    ['mountPath', '/a"b', /letters, digits/],
    ['storageClass', 'Ceph Block', /storage class/],
  ])('%s refuses %j and says why', (rule, value, reason) => {
    expect(FIELD_RULES[rule](value)).toMatch(reason);
  });
});
