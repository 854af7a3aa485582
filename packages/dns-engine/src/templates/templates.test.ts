import fc from 'fast-check';
import { optionsWith } from '../__testUtils__/sourceWorld';
import { KubeObject } from '../sources/source';
import { compileTemplates } from '.';
import { TemplateError } from './errors';

const service: KubeObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: {
    name: 'web',
    namespace: 'shop',
    labels: { app: 'Web-Shop', tier: 'front' },
    annotations: { 'openova.io/json': '{"hosts":["a","b"],"n":1.5,"m":2}' },
  },
  spec: {
    clusterIP: '198.51.100.1',
    ports: [
      { name: 'http', port: 80 },
      { name: 'https', port: 443 },
    ],
  },
  status: { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } },
};

function names(template: string, object = service): readonly string[] {
  const { fqdn } = compileTemplates(
    optionsWith({ fqdnTemplate: [template] }),
    'service',
  );
  return fqdn?.(object) ?? [];
}

function outcome(template: string): string {
  try {
    return Array.isArray(names(template)) ? 'names' : 'nothing';
  } catch (error) {
    return error instanceof TemplateError ? 'TemplateError' : String(error);
  }
}

describe('templates of hostnames', () => {
  it.each([
    // Lookups
    ['{{.Name}}.{{.Namespace}}', 'web.shop'],
    ['{{.ObjectMeta.Name}}-{{.GetNamespace}}', 'web-shop'],
    ['{{.Spec.ClusterIP}}', '198.51.100.1'],
    ['{{.metadata.name}}-{{.spec.clusterIP}}', 'web-198.51.100.1'],
    ['x{{.Spec.ExternalName}}x', 'xx'],
    [
      '{{.Spec.HealthCheckNodePort}}-{{.Spec.PublishNotReadyAddresses}}',
      '0-false',
    ],
    ['{{.Spec.LoadBalancerClass}}', '<nil>'],
    ['{{.Labels.none}}', '<no value>'],
    ['x{{index .Labels "none"}}x', 'xx'],
    ['{{$.Name}}', 'web'],
    ['{{(index .Spec.Ports 1).Name}}', 'https'],
    ['{{.Kind}}.{{.APIVersion}}', 'Service.v1'],
    // Actions
    ['{{if .Labels.app}}yes{{else}}no{{end}}', 'yes'],
    ['{{if eq .Name "a"}}a{{else if eq .Name "web"}}w{{else}}z{{end}}', 'w'],
    ['{{with .Labels.none}}x{{else with .Labels.tier}}{{.}}{{end}}', 'front'],
    ['{{range .Spec.Ports}}{{.Name}}-{{end}}', 'http-https-'],
    ['{{range $i, $p := .Spec.Ports}}{{$i}}{{$p.Port}}-{{end}}', '080-1443-'],
    ['{{range .Spec.ExternalIPs}}x{{else}}none{{end}}', 'none'],
    ['{{range 3}}{{.}}{{end}}', '012'],
    [
      '{{range .Spec.Ports}}{{if eq .Port 443}}{{break}}{{end}}{{.Port}}{{end}}',
      '80',
    ],
    ['{{$x := "a"}}{{if true}}{{$x = "b"}}{{end}}{{$x}}', 'b'],
    ['{{$x := "a"}}{{if true}}{{$x := "b"}}{{end}}{{$x}}', 'a'],
    ['{{define "t"}}<{{.}}>{{end}}{{template "t" .Name}}', '<web>'],
    ['{{block "t" .Name}}[{{.}}]{{end}}', '[web]'],
    ['a {{- /* nothing */ -}} b {{- "c" -}} d', 'abcd'],
    // Functions
    ['{{.Labels.app | toLower | replace "-" "."}}', 'web.shop'],
    [
      '{{trimPrefix .Name "w"}}{{trimSuffix .Name "b"}}{{trim "  x "}}',
      'ebwex',
    ],
    ['{{and .Name .Namespace}}{{or "" .Name}}{{not true}}', 'shopwebfalse'],
    ['{{and false (index .Spec.Ports 9)}}', 'false'],
    ['{{eq 1 2 1}}{{ne "a" "b"}}{{lt 1 2}}{{ge 2.5 2.5}}', 'truetruetruetrue'],
    ['{{len .Name}}{{len .Spec.Ports}}{{slice .Name 1 2}}', '32e'],
    ['{{printf "%03d-%s-%-4v|%q|%x" 7 "a" true "b" 255}}', '007-a-true|"b"|ff'],
    ['{{print 1 2 "a" 3}}{{"a" | html}}{{urlquery "a b"}}', '1 2a3aa+b'],
    [
      '{{isIPv4 "192.0.2.1"}}{{isIPv6 "::1"}}{{contains "abc" "b"}}',
      'truetruetrue',
    ],
    [
      '{{hasKey .Labels "tier"}}{{isSource "service"}}{{isSource "node"}}',
      'truetruefalse',
    ],
    [
      '{{$j := fromJson (index .Annotations "openova.io/json")}}{{$j.n}}{{$j.m}}{{range $j.hosts}}{{.}}{{end}}',
      '1.52ab',
    ],
    ['{{"\\u0041\\x42"}}{{`c`}}{{\'d\'}}', 'ABc100'],
  ])('%s', (template, expected) => {
    expect(names(template)).toEqual([expected]);
  });

  it('are split at commas, trimmed, sorted, and without repetition', () => {
    expect(names(' b.openova.io. , a.openova.io,,b.openova.io ')).toEqual([
      'a.openova.io',
      'b.openova.io',
    ]);
  });

  it.each([
    ['{{.Name', 'line 1, column 8: the action is not closed'],
    ['a\n{{upper .Name}}', 'function "upper" is not defined'],
    ['{{if .Name}}', '{{if}} has no {{end}}'],
    ['{{end}}', '"end" closes nothing'],
    ['{{break}}', 'outside {{range}}'],
    ['{{$x}}', 'variable "$x" is not defined'],
    ['{{"a}}', 'the string is not closed'],
    ['{{1.2.3}}', 'is no number'],
    ['{{.Name | "a"}}', 'cannot stand behind a "|"'],
    ['{{define "a"}}x{{end}}{{define "a"}}y{{end}}', 'defined twice'],
    ['{{(.Name}}', 'a ")" is missing'],
  ])('that cannot be read say where: %s', (template, message) => {
    expect(() => names(template)).toThrow(TemplateError);
    expect(() => names(template)).toThrow(message);
  });

  it.each([
    [
      '{{.Spec.Nothing}}',
      'line 1, column 3: ServiceSpec has no field .Nothing',
    ],
    ['{{.Nothing}}', 'Service has no field .Nothing'],
    ['{{(index .Spec.Ports 9).Name}}', 'index 9 is out of range'],
    ['{{isSource "nothing"}}', 'there is no source "nothing"'],
    ['{{toLower 1}}', 'a text is expected'],
    ['{{eq 1 "1"}}', 'values of two types'],
    ['{{template "none"}}', 'template "none" is not defined'],
    ['{{.Spec}}', 'name one of its fields'],
    ['{{.Spec.SessionAffinityConfig.ClientIP}}', 'is not set'],
    ['{{replace "a"}}', '3 values are wanted, 1 given'],
  ])('that fail for an object say why: %s', (template, message) => {
    expect(() => names(template)).toThrow(TemplateError);
    expect(() => names(template)).toThrow(message);
  });

  it.each([
    ['{{range 99999999}}x{{end}}', 'too many steps'],
    ['{{define "a"}}{{template "a"}}{{end}}{{template "a"}}', 'too deeply'],
    ['{{range 999}}{{printf "%0999d" 1}}{{end}}', 'too much text'],
    ['{{printf "%099999d" 1}}', 'too wide'],
    [
      '{{$x := "x"}}{{range 99}}{{$x = printf "%s%s" $x $x}}{{end}}',
      'too many steps',
    ],
    [`{{${'('.repeat(200)}}}`, 'too deeply'],
    ['{{if true}}'.repeat(200), 'too deeply'],
  ])('cannot run away: %s', (template, message) => {
    expect(() => names(template)).toThrow(message);
  });

  it('fail loudly where the object has another shape than Kubernetes gives it', () => {
    const broken = { ...service, spec: { ports: 'all' } };
    expect(() => names('{{range .Spec.Ports}}{{end}}', broken)).toThrow(
      'a list is expected',
    );
  });

  it('that are any text are read, or refused with a TemplateError', () => {
    const piece = fc.constantFrom(
      '{{',
      '}}',
      '{{-',
      '-}}',
      ' ',
      '.Name',
      '$x',
      ':=',
      '=',
      '|',
      '(',
      ')',
      'if',
      'else',
      'end',
      'range',
      'with',
      'define',
      'template',
      'block',
      '"a"',
      '`b`',
      "'c'",
      '1',
      '-1.5',
      'len',
      'index',
      'printf',
      '/*',
      '*/',
      '.',
      ',',
      'x',
      '\n',
      '\\',
      'nil',
      'true',
      'break',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), pieces => {
        expect(['names', 'TemplateError']).toContain(outcome(pieces.join('')));
      }),
      { numRuns: 5000 },
    );
  });
});

describe('templates of names with targets', () => {
  it('give pairs, and leave out what is none', () => {
    const { fqdnTarget } = compileTemplates(
      optionsWith({
        fqdnTargetTemplate: ['{{.Name}}.openova.io : 2001:db8::1,none,:a,b:'],
      }),
    );
    expect(fqdnTarget?.(service)).toEqual([['web.openova.io', '2001:db8::1']]);
  });
});
