import type { FirstWords, LaterWords } from './Words.ts'

// A noun after a number never changes in Chinese: no plural rules are needed.

const KEPT = '此设备上原有的内容保持不变。'

export const first: FirstWords = {
  language: 'zh-Hans',
  direction: 'ltr',
  name: '简体中文',

  accessibilityLinks: '无障碍链接',
  toContent: '跳至正文',
  toNavigation: '跳至导航',
  toBreaking: '跳至突发新闻',
  toLatest: '跳至最新文章',
  toSections: '跳至各栏目',
  toTextSize: '字号',
  settings: '设置',
  publications: '刊物',
  search: '搜索',

  frontPage: '首页',
  sections: '栏目',
  topStories: '头条新闻',
  latestPosts: '最新文章',
  breaking: '突发',
  breakingNews: '突发新闻',
  dismiss: '关闭',
  dismissBreaking: '关闭突发新闻',
  moreFrom: (section: string) => `更多“${section}”文章`,
  nothingHere: '这里还没有发布任何内容。',

  edition: (version: number) => `第${version}期`,
  signed: '已签名',
  outOfDate: '本期内容可能已过时。',
  aboutTheApp: '关于 Longwave',

  readingTime: '阅读时间：',
  by: '作者：',
  published: '发布时间：',
  updated: '更新时间：',
  corrected: '已更正',
  correction: '更正',
  credit: '图片来源：',
  section: '栏目：',
  tags: '标签：',
  table: '表格',
  code: (syntax?: string) => (syntax ? `代码，${syntax}` : '代码'),
  embed: (from: string) => `位于 ${from}，不在本刊物之内。需要联网才能打开。`,
  provenance: (version: number) => `由发行者签名，并已在此设备上验证，第${version}期。`,
  from: '来源：',
  neighbours: '上一篇和下一篇',
  previous: '上一篇',
  next: '下一篇',

  textSize: '字号',
  sizes: {
    xs: ['XS', '特小'],
    sm: ['SM', '小'],
    md: ['MD', '中'],
    lg: ['LG', '大'],
  },

  aboutThis: { blog: '关于本博客', section: '关于本栏目' },
  blog: '博客',
  subscribe: '订阅',
  subscribeFeeds: '在订阅阅读器中：',
  subscribeRss: 'RSS 源',
  subscribeJson: 'JSON 源',
  subscribeLongwave: '在其他设备或网站的 Longwave 中：请在“刊物”页添加此地址。',
  copyAddress: '复制地址',
  copied: '地址已复制。',
  olderPosts: '更早的文章',
  loadedOlder: (count: number) => `又显示了 ${count} 篇更早的文章`,
  noOlder: '此设备上没有更早的文章了。',

  missing: {
    address: ['没有这个页面', '地址可能输错了，或者来自另一期。'],
    device: [
      '此设备上没有这篇内容',
      '它可能还没有送达，或者已被发行者撤回。此设备上的其他内容都可以阅读。',
    ],
    storage: [
      '无法读取本机内容库',
      '浏览器不允许此页面使用存储空间。请关闭本网站的其他标签页，或退出无痕浏览，然后重新加载此页面。',
    ],
  },
  toFrontPage: '前往首页',

  needsScript: '此页面需要 JavaScript。首页和所有文章不用它也可以阅读。',

  savedForOffline: '已保存：这里的一切无需联网即可打开。',
  delivering: (done: number, total: number) => `正在保存以供离线阅读：${done}/${total}`,
  newEdition: '新一期已送达。',
  showEdition: '显示',
  updateReady: '应用有新版本可用。',
  updateNow: '立即更新',
  later: '稍后',
}

export const later: LaterWords = {
  theme: '主题',
  themes: { auto: '自动', light: '浅色', dark: '深色' },
  specimen: '文章看起来就是这样。这里的字号会叠加在浏览器和设备的设置之上。',
  interfaceLanguage: '应用语言',
  sameAsBrowser: '与浏览器相同',
  settingsKept: '设置只保存在此设备上。',

  search: {
    label: '搜索词',
    search: '搜索',
    scope: '搜索此设备上所有文章的标题、摘要和作者姓名。无需联网。',
    found: (count: number) => `找到 ${count} 篇文章`,
    nothing: (words: string) => `此设备上没有包含“${words}”的文章。`,
    more: '仅显示最前面的结果。再加一个词可缩小范围。',
  },

  noPublications: '此设备上还没有任何内容。',
  notYetDelivered: '尚未送达。',
  articles: (count: number) => `${count.toLocaleString('zh-Hans')} 篇文章`,
  trust: {
    'built-in': '其密钥随本应用提供。',
    pinned: '其密钥与链接中的指纹相符。',
    'first-use': '其密钥在添加时被信任。',
  },
  remove: '移除',
  confirmRemove: (title: string) => `要从此设备移除“${title}”及其所有文章吗？`,
  addPublication: '添加刊物',
  address: '地址',
  addressHint: '刊物网站的地址，或该网站“订阅”中显示的地址，例如 https://news.example.org/',
  add: '添加',
  asking: (host: string) => `正在连接 ${host}……`,
  added: (title: string) => `“${title}”已在此设备上。`,
  firstUse: '此前不认识它的密钥，从现在起信任它：今后其他人无法以此名义在这里发布。',
  fingerprintMatched: '其密钥与地址中的指纹相符。',
  noAddress: '这不是地址。地址应类似 https://news.example.org/',

  aboutLongwave: [
    [
      '断网也能读',
      '联网打开一次，之后这里的一切无需联网即可打开：在列车上、在停网时、在封锁之下。',
    ],
    ['有签名', '每篇文章都由发行者签名，并在此设备上验证。镜像网站可以传递文章，但无法篡改。'],
    ['只属于您', '没有账号，没有跟踪。本应用只连接您所阅读刊物的服务器。'],
    ['自由', 'Longwave 是自由软件。任何人都可以用它来发布：任意服务器上的一个文件夹就够了。'],
  ],

  failures: {
    offline: ['没有网络连接。', '此设备上的内容都可以阅读；其余的会自行送达。'],
    unreachable: [
      '无法连接到刊物。',
      '其服务器目前没有回应，或不允许其他网站读取。稍后会再次尝试。',
    ],
    'not-found': ['刊物的一个文件不在其服务器上。', `稍后会再次尝试。${KEPT}`],
    'login-page': ['网络显示的是登录页面，而不是刊物。', '请打开任意其他网站以登录网络。'],
    blocked: ['服务器拒绝在此提供刊物。', '它可能在此网络或此国家被封锁；镜像网站或许有用。'],
    redirected: ['此地址指向另一个地址。', '请在浏览器中打开它，然后添加最终到达的地址。'],
    'no-space': ['此设备上没有剩余空间。', `请腾出一些空间，然后重试。${KEPT}`],
    cancelled: ['已停止。', KEPT],
    storage: ['浏览器不允许保存任何内容。', '请退出无痕浏览，或允许本网站存储数据。'],
    'not-a-publication': ['此地址没有刊物。', '请检查地址：应为刊物网站的地址。'],
    'bad-signature': ['本期没有用发行者的密钥签名。', `已拒绝接收。${KEPT}`],
    'root-mismatch': ['密钥与该刊物的指纹不符。', `已拒绝接收：可能有人在冒充它。${KEPT}`],
    'wrong-root': ['发行者的新密钥未经此处已知密钥确认。', `已拒绝接收本期。${KEPT}`],
    'wrong-publication': ['此地址回应的是另一份刊物。', `已拒绝接收。${KEPT}`],
    rollback: ['服务器提供的一期比此设备上的更旧。', `已拒绝接收。${KEPT}`],
    'from-the-future': ['本期需要更新版本的应用。', `请在收到更新提示时更新应用。${KEPT}`],
    changed: ['本期在传送途中损坏或被篡改。', `已拒绝接收。${KEPT}`],
  },
}
