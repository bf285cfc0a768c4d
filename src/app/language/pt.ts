import type { FirstWords, LaterWords } from './Words.ts'

// Brazilian Portuguese, which is also what CLDR means by `pt`.

const KEPT = 'Tudo o que já estava neste aparelho continua como estava.'

export const first: FirstWords = {
  language: 'pt',
  direction: 'ltr',
  name: 'Português',

  accessibilityLinks: 'Links de acessibilidade',
  toContent: 'Ir para o conteúdo',
  toNavigation: 'Ir para a navegação',
  settings: 'Configurações',
  publications: 'Publicações',
  search: 'Busca',
  shortcuts: 'Atalhos de teclado',
  close: 'Fechar',

  frontPage: 'Primeira página',
  sections: 'Seções',
  topStories: 'Destaques',
  latestPosts: 'Últimas matérias',
  breaking: 'Urgente',
  breakingNews: 'Notícia urgente',
  dismiss: 'Fechar',
  dismissBreaking: 'Fechar a notícia urgente',
  moreFrom: (section: string) => `Mais de “${section}”`,
  nothingHere: 'Ainda não foi publicado nada aqui.',

  edition: (version: number) => `Edição ${version}`,
  signed: 'assinada',
  outOfDate: 'Esta edição pode estar desatualizada.',
  aboutTheApp: 'Sobre o Longwave',

  readingTime: 'Tempo de leitura:',
  by: 'Por',
  published: 'Publicado em',
  updated: 'Atualizado em',
  corrected: 'Corrigido',
  correction: 'Correção',
  caption: 'Legenda:',
  credit: 'Imagem:',
  section: 'Seção:',
  tags: 'Temas:',
  table: 'Tabela',
  code: (syntax?: string) => (syntax ? `Código, ${syntax}` : 'Código'),
  embed: (from: string) => `Em ${from}, fora desta publicação. Para abrir, é preciso ter internet.`,
  provenance: (by: string, version: number) => `Assinado por ${by}, edição ${version}`,
  from: 'Fonte:',
  neighbours: 'Matéria anterior e próxima matéria',
  previous: 'Matéria anterior',
  next: 'Próxima matéria',

  contents: 'Índice',
  listen: 'Ouvir',
  textSize: 'Tamanho do texto',
  textAndTheme: 'Texto e tema',
  sizes: {
    xs: ['XS', 'muito pequeno'],
    sm: ['SM', 'pequeno'],
    md: ['MD', 'médio'],
    lg: ['LG', 'grande'],
  },

  aboutThis: { blog: 'Sobre este blog', section: 'Sobre esta seção' },
  blog: 'Blog',
  subscribe: 'Assinar',
  subscribeFeeds: 'Em um leitor de feeds:',
  subscribeRss: 'Feed RSS',
  subscribeJson: 'Feed JSON',
  subscribeLongwave:
    'No Longwave, em outro aparelho ou site: adicione este endereço em “Publicações”.',
  copyAddress: 'Copiar o endereço',
  copied: 'Endereço copiado.',
  olderPosts: 'Matérias mais antigas',
  loadedOlder: (count: number) =>
    count === 1 ? '1 matéria mais antiga adicionada' : `${count} matérias mais antigas adicionadas`,
  noOlder: 'Não há matéria mais antiga neste aparelho.',

  missing: {
    address: [
      'Esta página não existe',
      'O endereço pode ter sido digitado errado ou ser de outra edição.',
    ],
    device: [
      'Isto não está neste aparelho',
      'Pode não ter chegado ainda, ou quem o publicou o retirou. Tudo o mais que está neste aparelho pode ser lido.',
    ],
    storage: [
      'Não é possível ler a biblioteca',
      'O navegador não deixa esta página armazenar dados. Feche as outras abas deste site ou saia da navegação anônima e recarregue a página.',
    ],
  },
  toFrontPage: 'Ir para a primeira página',

  needsScript:
    'Esta página precisa de JavaScript. A primeira página e todas as matérias podem ser lidas sem ele.',

  savedForOffline: 'Salvo: tudo aqui abre sem internet.',
  delivering: (done: number, total: number) =>
    `Salvando para ler sem internet: ${done} de ${total}`,
  newEdition: 'Chegou uma nova edição.',
  showEdition: 'Mostrar',
  updateReady: 'Há uma nova versão do aplicativo.',
  updateNow: 'Atualizar agora',
  later: 'Mais tarde',
}

export const later: LaterWords = {
  theme: 'Tema',
  themes: {
    auto: 'Automático',
    light: 'Claro',
    dark: 'Escuro',
    sepia: 'Sépia',
    black: 'Preto',
    contrast: 'Alto contraste',
    eink: 'Papel eletrônico',
  },
  typeface: 'Fonte',
  typefaces: { serif: 'Com serifa', sans: 'Sem serifa', legible: 'Fácil de ler' },
  lineSpacing: 'Espaço entre linhas',
  letterSpacing: 'Espaço entre letras',
  wordSpacing: 'Espaço entre palavras',
  paragraphSpacing: 'Espaço entre parágrafos',
  spaces: { normal: 'Normal', wide: 'Largo', wider: 'Muito largo' },
  justify: 'Texto justificado',
  hyphens: 'Divisão de palavras',
  offOn: { off: 'Não', on: 'Sim' },
  preferences: {
    close: 'Fechar',
    reset: 'Voltar ao normal',
    isStandard: 'O texto e o tema voltaram ao normal.',
    turnPages: 'Virar páginas',
    paged: 'A barra de espaço, ou um toque perto da borda esquerda ou direita, vira a página.',
    fetchingTypeface: 'Baixando a fonte…',
    typefaceNotHere:
      'Esta fonte ainda não está neste aparelho. Escolha-a uma vez com internet e ela fica.',
  },
  specimen:
    'É assim que uma matéria aparece. O tamanho do texto se soma às configurações do navegador e do aparelho.',
  interfaceLanguage: 'Idioma do aplicativo',
  sameAsBrowser: 'O mesmo do navegador',
  languageNotHere: (language: string) =>
    `“${language}” ainda não está neste aparelho. Escolha este idioma uma vez com internet e ele fica.`,
  settingsKept: 'As configurações ficam só neste aparelho.',

  articleChanged: 'Esta matéria foi alterada desde que você a abriu.',
  articleWithdrawn: 'A redação retirou esta matéria.',

  wasRead: 'Lido',
  wasReadTo: (part: string) => `${part} lido`,
  progress: 'Lido até agora',
  left: (time: string) => `faltam ${time}`,

  listen: {
    name: 'Leitura em voz alta',
    play: 'Reproduzir',
    pause: 'Pausa',
    previous: 'Frase anterior',
    next: 'Frase seguinte',
    speed: 'Velocidade',
    slower: 'Mais devagar',
    faster: 'Mais rápido',
    voice: 'Voz',
    online: 'on-line: envia o texto para um servidor',
    close: 'Parar de ouvir',
    noVoice: (language: string) =>
      `Este aparelho não tem voz para este idioma: ${language}. As vozes são adicionadas nas configurações do sistema, em fala ou acessibilidade.`,
    onlyOnline: (language: string) =>
      `As vozes para este idioma (${language}) enviam o texto para um servidor. Escolha uma para ouvir mesmo assim.`,
    skipped: (language: string) =>
      `Trecho pulado: este aparelho não tem voz para este idioma (${language}).`,
    refused: 'O navegador não deixou a voz começar. Pressione “Reproduzir”.',
    failed: 'A voz parou de funcionar. Tente outra ou pressione “Reproduzir” de novo.',
    end: 'Fim da matéria.',
    unsupported: 'Este navegador não sabe ler em voz alta.',
    awake: 'A tela fica ligada durante a leitura.',
    locked: 'Um telefone bloqueado pode interromper a leitura.',
  },

  audio: {
    fetch: 'Baixar para ouvir',
    here: 'A gravação está neste aparelho e pode ser ouvida sem rede.',
    notHere: 'Esta gravação não está neste aparelho. Poderá ser baixada quando houver rede.',
    removed: 'A gravação foi removida deste aparelho.',
    stored: (size) =>
      `As gravações que você baixou ocupam mais ${size}. Elas só saem quando você libera espaço.`,
  },

  search: {
    label: 'Palavras para buscar',
    search: 'Buscar',
    scope: 'Títulos, resumos e nomes de todas as matérias deste aparelho. Funciona sem internet.',
    found: (count: number) =>
      count === 1 ? '1 matéria encontrada' : `${count} matérias encontradas`,
    nothing: (words: string) => `Não há nada com “${words}” neste aparelho.`,
    more: 'Só aparecem os primeiros. Mais uma palavra restringe a busca.',
  },

  keys: {
    about:
      'Cada atalho é uma só tecla. Os atalhos não fazem nada enquanto você escreve, nem onde a página não tem aquilo a que levam.',
    on: 'Usar atalhos de uma só tecla',
    groups: { reading: 'Em listas e matérias', text: 'Texto e som', places: 'Ir para' },
    actions: {
      down: 'Próxima matéria da lista, próximo parágrafo da matéria',
      up: 'Matéria anterior, parágrafo anterior',
      open: 'Abrir a matéria',
      list: 'Voltar à lista',
      top: 'Início da página',
      larger: 'Texto maior',
      smaller: 'Texto menor',
      listen: 'Ouvir a matéria',
      play: 'Reproduzir ou pausar',
      contents: 'Índice da matéria',
    },
    change: 'Mudar',
    none: 'sem tecla',
    press: 'Pressione a nova tecla. Escape mantém a antiga, Backspace a remove.',
    taken: (key: string, action: string) =>
      `“${key}” já está em uso: ${action}. Pressione outra tecla.`,
    reset: 'Restaurar todas as teclas',
    wasReset: 'Todas as teclas estão de novo como no início.',
  },
  lacks: {
    insecure: [
      'Este endereço não é cifrado, por isso o navegador não deixa verificar nem guardar nada aqui.',
      'Você está lendo diretamente do site. Abra-o com https:// para ler sem rede.',
    ],
    old: [
      'Este navegador é antigo demais para verificar e guardar as notícias.',
      'Você está lendo diretamente do site. Um navegador mais novo também o abre sem rede.',
    ],
    newer: [
      'As notícias deste dispositivo foram guardadas por uma versão mais recente deste aplicativo.',
      'Recarregue para obter essa versão; nada se perdeu.',
    ],
    blocked: [
      'As notícias deste dispositivo não podem ser abertas agora: talvez outra aba deste site as esteja segurando.',
      'Feche as outras abas e recarregue; nada se perdeu.',
    ],
    storage: [
      'Este navegador não deixa o site guardar nada.',
      'Você está lendo diretamente do site e precisa de rede para isso. Saia da navegação privada ou permita que este site guarde dados.',
    ],
    worker: [
      'Este navegador guarda as notícias, mas não o aplicativo que as abre.',
      'Sem rede, só se lê uma página que continue aberta. Uma janela que não seja privada, ou outro navegador, guarda as duas coisas.',
    ],
  },
  damaged:
    'Falta uma parte do aplicativo neste dispositivo. Conecte-se à rede e recarregue; seus artigos estão a salvo.',
  reload: 'Recarregar',
  storage: {
    heading: 'Armazenamento',
    used: (used, budget) => `${used} de ${budget} em uso`,
    budget: 'Guardar no máximo',
    restored:
      'O navegador tinha perdido o que este site guardava no dispositivo. Suas posições de leitura e publicações voltaram; as notícias estão chegando de novo.',
    whatGoes:
      'Quando falta espaço, saem primeiro as imagens dos artigos lidos, depois as outras imagens, depois os textos lidos e por fim os antigos. Os artigos salvos ficam.',
    free: 'Liberar espaço agora',
    freed: (size) =>
      `${size} liberados. Os artigos salvos e os seus pontos de leitura continuam iguais.`,
    nothingToFree: 'Não há nada para remover.',
    atMost: (size) => `São guardados no máximo ${size}.`,
    persisted: 'O navegador prometeu manter o que está aqui.',
    notPersisted: 'O navegador pode remover o que está aqui se faltar espaço no dispositivo.',
    askPersist: 'Pedir ao navegador que o mantenha',
    notPromised: 'O navegador não prometeu. Adicionar o aplicativo à tela inicial costuma ajudar.',
    sevenDays:
      'O Safari remove o que um site guardou após sete dias sem visita; na tela inicial, fica.',
    wipe: 'Remover tudo deste dispositivo',
    confirmWipe:
      'Remover deste dispositivo todos os artigos, pontos de leitura e escolhas, e o próprio aplicativo? Isso não pode ser desfeito.',
    wiped: 'Tudo foi removido deste dispositivo. Nada ficou aqui.',
    notWiped: (names) =>
      `Ainda está aqui: ${names}. Feche as outras abas deste aplicativo e tente de novo.`,
    evicted:
      'O texto deste artigo já não está neste dispositivo: deu lugar a outros mais novos. Com rede, pode ser buscado de novo.',
    fetchAgain: 'Buscar de novo',
    fetching: 'Buscando…',
  },
  signature: {
    heading: 'O que diz uma assinatura',
    promise:
      'Ela prova que as palavras são de quem publica e que ninguém as mudou no caminho. Não prova que sejam verdade.',
    key: (key: string) => `Chave ${key}. Compare-a com a que quem publica mostra em outro lugar.`,
    checked: (when: string) => `Última verificação: ${when}`,
  },
  build: {
    heading: 'Esta versão do aplicativo',
    digest: (digest: string) =>
      `Compilação ${digest}. Em um computador, longwave verify --app mostra o mesmo para o endereço deste site.`,
    unknown: 'Não é possível saber neste dispositivo qual é a compilação.',
    differs: 'Alguns arquivos do aplicativo neste dispositivo não são os desta compilação.',
    vouched: {
      signed:
        'Quem publica responde por ela: a edição mais recente neste dispositivo, assinada com a chave conhecida, a nomeia.',
      unsigned:
        'Ela não está assinada por quem publica: a edição mais recente neste dispositivo não a nomeia.',
      unchecked: 'Ainda não se sabe se quem publica responde por ela.',
    },
    limits:
      'Nenhum aplicativo pode impedir isto: quem toma o endereço deste site pode trocar o aplicativo. O navegador adota uma versão em espera quando todas as janelas do aplicativo são fechadas, e uma versão hostil assume o controle na hora e pode mostrar qualquer coisa aqui.',
  },
  networkIsBack: 'A internet voltou.',
  notCopied: 'O navegador não copiou o endereço. Selecione o endereço e copie-o manualmente.',

  framed: 'Esta página está dentro de outra. Seus formulários só abrem em uma janela própria.',

  noPublications: 'Ainda não há nada neste aparelho.',
  notYetDelivered: 'Ainda não chegou.',
  articles: (count: number) =>
    count === 1 ? '1 matéria' : `${count.toLocaleString('pt')} matérias`,
  trust: {
    'built-in': 'A chave veio com este aplicativo.',
    pinned: 'A chave coincidiu com a impressão digital do link.',
    'first-use': 'A chave foi aceita quando a publicação foi adicionada.',
  },
  remove: 'Remover',
  confirmRemove: (title: string) => `Remover “${title}” e todas as suas matérias deste aparelho?`,
  addPublication: 'Adicionar uma publicação',
  address: 'Endereço',
  addressHint:
    'O endereço do site, ou o que aparece nele em “Assinar”, por exemplo https://news.example.org/',
  add: 'Adicionar',
  asking: (host: string) => `Entrando em contato com ${host}…`,
  added: (title: string) => `“${title}” está neste aparelho.`,
  firstUse:
    'A chave não era conhecida e passa a ser aceita: as próximas edições só serão aceitas com ela.',
  fingerprintMatched: 'A chave coincide com a impressão digital do endereço.',
  fingerprint: 'Impressão digital:',
  earlier: {
    title: (title: string) => `Edição anterior de ${title}`,
    keyChanged:
      'A chave desta publicação mudou: compare a nova impressão digital, em “Publicações”, com a que o editor informar por outro meio.',
  },
  noAddress: 'Isto não é um endereço. Um endereço é assim: https://news.example.org/',

  licences: { heading: 'Licenças de componentes de terceiros', show: 'Mostrar as licenças' },
  aboutLongwave: [
    [
      'Lê-se sem internet',
      'Abra uma vez com internet e tudo aqui passa a abrir sem ela: no trem, num apagão, atrás de um bloqueio.',
    ],
    [
      'Assinado',
      'Cada matéria é assinada por quem a publica e verificada neste aparelho. Um espelho pode levá-la adiante, mas não pode mudá-la.',
    ],
    [
      'Só seu',
      'Sem conta e sem rastreamento. O aplicativo só entra em contato com os servidores das publicações que você lê.',
    ],
    [
      'Livre',
      'O Longwave é software livre. Qualquer pessoa pode publicar com ele: basta uma pasta de arquivos em qualquer servidor.',
    ],
  ],

  mirrors: {
    stop: 'Parar',
    stopped: 'Parado. O que já chegou fica.',
    syncNow: 'Procurar novidades agora',
    saved: 'O que é guardado neste aparelho',
    pictures: {
      all: 'Texto e imagens',
      last: 'Primeiro todo o texto, depois as imagens',
      none: 'Só texto',
    },
    ask: 'Perguntar antes de baixar imagens quando a conexão pode ser cobrada por dados',
    waiting: (size: string) =>
      `Há imagens à espera (${size}), porque esta conexão pode ser cobrada por dados.`,
    fetch: 'Baixar',
    hosts: 'Servidores e espelhos',
    kinds: {
      site: 'O endereço próprio da publicação',
      named: 'Um espelho que a redação indica',
      own: 'Um espelho que você adicionou',
    },
    lastGood: (when: string) => `Funcionou pela última vez: ${when}`,
    notAsked: 'Ainda não consultado.',
    rests: 'Por enquanto é consultado por último.',
    clock: (day) => `O relógio deste dispositivo pode estar errado: indica ${day}.`,
    noCors: 'Responde, mas não deixa outros sites lerem (CORS).',
    works: 'Responde e pode ser lido.',
    check: 'Verificar agora',
    checking: 'Verificando…',
    label: 'Endereço de outro espelho',
    hint: 'Um espelho só transporta arquivos. O que vem dele precisa estar assinado pela redação, como sempre.',
    add: 'Adicionar o espelho',
    added: 'Adicionado. Será consultado a partir de agora.',
  },

  failures: {
    offline: [
      'Não há internet.',
      'Tudo o que está neste aparelho pode ser lido; o resto chega sozinho.',
    ],
    unreachable: [
      'Não é possível chegar à publicação.',
      'O servidor não responde agora ou não deixa outros sites lerem. Tentaremos de novo mais tarde.',
    ],
    slow: [
      'Nada está chegando.',
      'A rede está lenta demais agora ou o servidor não responde. Tentaremos de novo mais tarde.',
    ],
    mirror: [
      'O site da redação está bloqueado, fora do ar ou desatualizado.',
      'As notícias vêm de um site espelho, verificadas como sempre.',
    ],
    'not-found': [
      'Falta um arquivo da publicação no servidor.',
      `Tentaremos de novo mais tarde. ${KEPT}`,
    ],
    'login-page': [
      'A rede mostra uma página de login em vez da publicação.',
      'Abra qualquer outro site para entrar na rede.',
    ],
    blocked: [
      'O servidor se recusa a entregar a publicação aqui.',
      'Ela pode estar bloqueada nesta rede ou neste país; um espelho pode ajudar.',
    ],
    redirected: [
      'Este endereço leva a outro.',
      'Abra-o no navegador: talvez esta rede peça antes um login, ou a publicação tenha mudado e o novo endereço possa ser adicionado.',
    ],
    'no-space': [
      'Não há mais espaço neste aparelho.',
      `Libere algum espaço e tente de novo. ${KEPT}`,
    ],
    cancelled: ['Interrompido.', KEPT],
    storage: [
      'O navegador não deixa salvar nada.',
      'Saia da navegação anônima ou permita que este site armazene dados.',
    ],
    'not-a-publication': [
      'Não há nenhuma publicação neste endereço.',
      'Verifique o endereço: é aquele em que o site é lido.',
    ],
    'bad-signature': [
      'Esta edição não está assinada com a chave de quem publica.',
      `Foi recusada. ${KEPT}`,
    ],
    'root-mismatch': [
      'A chave não coincide com a impressão digital desta publicação.',
      `Foi recusada: alguém pode estar se passando por ela. ${KEPT}`,
    ],
    'wrong-root': [
      'As novas chaves de quem publica não são confirmadas pelas conhecidas aqui.',
      `A edição foi recusada. ${KEPT}`,
    ],
    'wrong-publication': ['Neste endereço responde outra publicação.', `Foi recusada. ${KEPT}`],
    rollback: [
      'O servidor oferece uma edição mais antiga do que a deste aparelho.',
      `Foi recusada. ${KEPT}`,
    ],
    'from-the-future': [
      'Esta edição precisa de uma versão mais nova do aplicativo.',
      `Atualize o aplicativo quando for oferecido. ${KEPT}`,
    ],
    changed: ['A edição foi danificada ou alterada no caminho.', `Foi recusada. ${KEPT}`],
  },
}
