/**
 * Words before a program on Node 24: where the processor has memory protection keys, V8 sometimes loses count of its own
 * code pages when a worker thread ends, and takes the whole process with it ("Check failed: jit_page.has_value()").
 */
export const steadyNode = ['--no-memory-protection-keys'];
