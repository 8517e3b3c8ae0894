import { expect, it } from 'vitest';
import { findCuts } from './cuts.ts';

const cutUp = (passage: string) => {
  const places = [0, ...findCuts(passage).map((cut) => cut.at), passage.length];
  return places.slice(1).map((end, index) => passage.slice(places[index], end));
};

it.each([
  ['建立台账；报送情况', ['建立台账；', '报送情况']],
  ['在9月底前建成台账，并于10月15日前报市政协办公室', ['在9月底前建成台账，', '并于10月15日前报市政协办公室']],
  ['完善制度，加强培训，做好总结。', ['完善制度，', '加强培训，', '做好总结。']],
  ['建立并完善台账', ['建立', '并完善台账']],
  ['合并上报有关材料', ['合并上报有关材料']],
  ['走访委员、企业、社区', ['走访委员、企业、社区']],
  ['制定办法、开展培训', ['制定办法、', '开展培训']],
  ['按时报送。', ['按时报送。']],
])('%s', (passage, parts) => {
  expect(cutUp(passage)).toEqual(parts);
});
