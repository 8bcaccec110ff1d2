// Arguments: the folder of the npm packages. Reads one manifest a line, writes one line for each: the schema's objections as JSON.
const [folder] = process.argv.slice(2);
const load = name => { const found = require(require.resolve(name, { paths: [folder] })); return found.default ?? found; };
const path = require('path');
const validators = new Map();

function validatorOf(version) {
  if (!validators.has(version)) {
    const Ajv = load('ajv-draft-04');
    const ajv = new Ajv({ allErrors: true, strict: false });
    load('ajv-formats')(ajv);
    const schema = require(path.join(folder, `node_modules/@microsoft/app-manifest/build/json-schemas/teams/v${version}/MicrosoftTeams.schema.json`));
    validators.set(version, ajv.compile(schema));
  }
  return validators.get(version);
}

require('readline').createInterface({ input: process.stdin }).on('line', line => {
  const manifest = JSON.parse(line);
  const isValid = validatorOf(manifest.manifestVersion);
  isValid(manifest);
  console.log(JSON.stringify((isValid.errors ?? []).map(error => `${error.instancePath} ${error.message}`)));
});
