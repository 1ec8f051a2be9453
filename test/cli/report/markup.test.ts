import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeJson, escapeText } from '../../../src/cli/report/markup.ts';

test('text cannot become markup', () => {
  expect(escapeText(`<b class="x">'&'</b>`)).toBe('&lt;b class=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/b&gt;');
});

test('data cannot end its script, and reads back', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.constant(['</script><script>'])), (data) => {
      expect(escapeJson(data)).not.toContain('<');
      expect(JSON.parse(escapeJson(data))).toEqual(JSON.parse(JSON.stringify(data)));
    }),
  );
});
