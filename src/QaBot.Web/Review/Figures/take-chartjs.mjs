// Takes Chart.js' prebuilt file and its licence out of the pinned npm package.
// Usage: node take-chartjs.mjs FOLDER, which gets chart.js and chart.js.LICENSE.txt. Prints one line and exits with 1 if that fails.
import { join } from "node:path";
import { takeNpmFiles } from "../../../npm-files.mjs";

const charts = {
  name: "chart.js",
  version: "4.6.1",
  integrity: "sha512-hJyniucsFmq//EvXYvJ6c6mahPoI3kaxdjVH8awTaJ/fDNWeSqqqArixMJWkWNN6fcYvPU3HneSANFNYtRi61g==",
};
const take = (member, output) => ({ member: `package/${member}`, output: join(process.argv[2], output) });

takeNpmFiles(charts, [take("LICENSE.md", "chart.js.LICENSE.txt"), take("dist/chart.umd.min.js", "chart.js")], reason =>
  `Chart.js could not be taken from the npm package ${charts.name} ${charts.version}: ${reason}. The dashboard shows tables without charts until a build succeeds in taking it.`);
