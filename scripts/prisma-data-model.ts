// A Prisma generator that writes what schema.prisma says as JSON, for the test that compares it with the database:
// the generated client knows neither nullability nor indexes. The test runs it; no build does.
import { writeFileSync } from 'node:fs';
import generator from '@prisma/generator-helper';

generator.generatorHandler({
  onManifest: () => ({ prettyName: 'the data model', defaultOutput: 'data-model.json' }),
  async onGenerate({ dmmf, generator: { output } }) {
    if (!output?.value) throw new Error('no output is configured');
    writeFileSync(output.value, JSON.stringify(dmmf.datamodel));
  },
});
