// biome-ignore-all lint/complexity/useArrowFunction: old browsers have to read this
// biome-ignore-all lint/complexity/useOptionalChain: old browsers have to read this
// One test for the whole floor: the unit dvh came with Chromium 108 and with Safari 15.4. Its name carries a number, since the
// server lets browsers keep it for ever.
(function () {
  if (window.CSS && CSS.supports && CSS.supports('height', '1dvh')) return;
  var root = document.getElementById('root');
  root.id = 'unsupported';
  root.innerHTML =
    '<h1>请更新浏览器</h1>' +
    '<p>当前浏览器版本较旧，无法打开协力。请改用以下任一浏览器的较新版本：</p>' +
    '<ul><li>360 安全浏览器、QQ 浏览器、Microsoft Edge、Chrome（内核 108 及以上，并选择“极速模式”）</li>' +
    '<li>火狐浏览器 101 及以上</li>' +
    '<li>苹果手机或电脑：系统自带浏览器 15.4 及以上</li>' +
    '<li>在聊天软件里打不开时：复制链接，到手机自带的浏览器中打开</li></ul>' +
    '<p>已填报的内容不受影响。</p><hr>' +
    '<h2 lang="en">Please update your browser</h2>' +
    '<p lang="en">Xieli needs Chrome, Edge or another Chromium browser 108 or newer, Firefox 101 or newer, or Safari 15.4 or newer.</p>';
})();
