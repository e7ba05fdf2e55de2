// The arrows of docs/architecture.md: who may know whom. `npm run arrows` fails on any other.
const nouns = [
  'projects',
  'datasets',
  'models',
  'base-models',
  'evaluations',
  'endpoints',
  'transcriptions',
  'webhooks'
]
const between = (from, allowed) => ({
  name: `${from}-may-know`,
  comment: `${from} may import, of the other nouns, only ${allowed.join(', ') || 'none'}`,
  severity: 'error',
  from: { path: `^src/${from}/` },
  to: {
    path: '^src/(projects|datasets|models|base-models|training|evaluations|endpoints|transcriptions|webhooks|recognition|cli|demo|main|service)',
    pathNot: [from, ...allowed].map((noun) => `^src/${noun}/`)
  }
})

module.exports = {
  forbidden: [
    {
      name: 'speech-knows-nothing',
      severity: 'error',
      from: { path: '^src/speech/' },
      to: { path: '^src/(?!speech/)' }
    },
    {
      name: 'recognizers-know-speech-only',
      severity: 'error',
      from: { path: '^src/recognizers/' },
      to: { path: '^src/(?!speech/|recognizers/)' }
    },
    {
      name: 'platform-knows-neither',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: '^src/(?!platform/)' }
    },
    {
      name: 'resources-know-the-platform-only',
      comment: 'what resources share knows none of them',
      severity: 'error',
      from: { path: '^src/resources/' },
      to: { path: '^src/(?!platform/|resources/)' }
    },
    {
      name: 'platform-and-resources-through-their-index',
      severity: 'error',
      from: { path: '^src/(?!(platform|resources)/)' },
      to: { path: '^src/(platform|resources)/(?!index\\.ts$)' }
    },
    between('projects', []),
    between('datasets', ['projects']),
    between('models', ['projects', 'datasets']),
    between('training', ['datasets', 'models']),
    {
      name: 'recipes-behind-training',
      comment: 'one recipe for each engine family; only training itself names them',
      severity: 'error',
      from: { path: '^src/(?!training/)' },
      to: { path: '^src/training/(?!index\\.ts$)' }
    },
    between('base-models', ['models', 'training']),
    between('evaluations', ['projects', 'datasets', 'models']),
    between('endpoints', ['projects', 'datasets', 'models']),
    between('transcriptions', ['projects', 'datasets', 'models']),
    between('webhooks', []),
    between('recognition', ['endpoints', 'models']),
    {
      name: 'nouns-through-their-index',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: `^src/(${nouns.join('|')}|recognition|resources)/(?!index\\.ts$)`, pathNot: '^src/$1/' }
    },
    {
      name: 'engines-behind-the-contract',
      comment:
        'outside recognizers/ only its index is known, so that no caller can tell which engine is at work; composition and recipes know engines by name',
      severity: 'error',
      from: {
        path: '^src/(?!recognizers/)',
        pathNot: '^src/(training/recipes/.*|engines|base-model-command)\\.ts$'
      },
      to: { path: '^src/recognizers/(?!index\\.ts$)' }
    },
    {
      name: 'engines-through-their-index',
      severity: 'error',
      from: { path: '^(src|bench)/(?!recognizers/)' },
      to: {
        path: '^src/recognizers/',
        pathNot: ['^src/recognizers/index\\.ts$', '^src/recognizers/[^/]+/index\\.ts$']
      }
    },
    {
      name: 'clients-use-the-rest-api-only',
      severity: 'error',
      from: { path: '^src/(demo|cli)/' },
      to: { path: '^src/(?!demo/|cli/|speech/|openapi/api-types\\.ts$)' }
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: ['\\.test\\.ts$', 'main\\.ts$', 'child\\.ts$', '^bench/'] },
      to: {}
    }
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'node_modules' }
  }
}
