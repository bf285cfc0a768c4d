import type { FirstWords, LaterWords } from './Words.ts'

const KEPT = 'Todo lo que ya está en este dispositivo sigue como estaba.'

// Kept in the module for all counts of the language, and made at the first one, because it is slow to make.
let plural: Intl.PluralRules | undefined

/** `#` stands for the number: `one` for 1, `other` for all the rest. */
function counted(count: number, one: string, other: string): string {
  plural ??= new Intl.PluralRules('es')
  const form = plural.select(count) === 'one' ? one : other
  return form.replace('#', count.toLocaleString('es'))
}

export const first: FirstWords = {
  language: 'es',
  direction: 'ltr',
  name: 'Español',

  accessibilityLinks: 'Enlaces de accesibilidad',
  toContent: 'Ir al contenido',
  toNavigation: 'Ir a la navegación',
  settings: 'Ajustes',
  publications: 'Publicaciones',
  search: 'Buscar',
  shortcuts: 'Atajos de teclado',
  close: 'Cerrar',

  frontPage: 'Portada',
  sections: 'Secciones',
  topStories: 'Principales noticias',
  latestPosts: 'Lo más reciente',
  breaking: 'Última hora',
  breakingNews: 'Noticias de última hora',
  dismiss: 'Cerrar',
  dismissBreaking: 'Cerrar la noticia de última hora',
  moreFrom: (section: string) => `Más de ${section}`,
  nothingHere: 'Aquí todavía no se ha publicado nada.',

  edition: (version: number) => `Edición ${version}`,
  signed: 'firmada',
  outOfDate: 'Es posible que esta edición no esté actualizada.',
  aboutTheApp: 'Acerca de Longwave',

  readingTime: 'Tiempo de lectura:',
  by: 'Por',
  published: 'Publicado el',
  updated: 'Actualizado el',
  corrected: 'Corregido',
  correction: 'Corrección',
  caption: 'Pie de foto:',
  credit: 'Imagen:',
  section: 'Sección:',
  tags: 'Etiquetas:',
  table: 'Tabla',
  code: (syntax?: string) => (syntax ? `Código, ${syntax}` : 'Código'),
  embed: (from: string) =>
    `En ${from}, fuera de esta publicación. Para abrirlo hace falta conexión.`,
  provenance: (by: string, version: number) => `Firmado por ${by}, edición ${version}`,
  from: 'Fuente:',
  neighbours: 'Artículos anterior y siguiente',
  previous: 'Artículo anterior',
  next: 'Artículo siguiente',

  contents: 'Contenido',
  listen: 'Escuchar',
  textAndTheme: 'Texto y tema',
  textSize: 'Tamaño del texto',
  sizes: {
    xs: ['XS', 'muy pequeño'],
    sm: ['SM', 'pequeño'],
    md: ['MD', 'mediano'],
    lg: ['LG', 'grande'],
  },

  aboutThis: { blog: 'Sobre este blog', section: 'Sobre esta sección' },
  blog: 'Blog',
  subscribe: 'Suscribirse',
  subscribeFeeds: 'En un lector de noticias:',
  subscribeRss: 'Canal RSS',
  subscribeJson: 'Canal JSON',
  subscribeLongwave:
    'En Longwave, en otro dispositivo o sitio: añada esta dirección en «Publicaciones».',
  copyAddress: 'Copiar la dirección',
  copied: 'Dirección copiada.',
  olderPosts: 'Anteriores',
  loadedOlder: (count: number) =>
    counted(count, '# artículo anterior añadido', '# artículos anteriores añadidos'),
  noOlder: 'No hay nada más antiguo en este dispositivo.',

  missing: {
    address: [
      'Esta página no existe',
      'Puede que la dirección esté mal escrita o sea de otra edición.',
    ],
    device: [
      'Esto no está en el dispositivo',
      'Puede que aún no se haya descargado o que su editor lo haya retirado. Todo lo demás que está en el dispositivo se puede leer.',
    ],
    storage: [
      'No se puede leer la biblioteca',
      'El navegador niega a esta página el acceso al almacenamiento. Cierre las otras pestañas de este sitio o salga de la navegación privada y vuelva a cargar la página.',
    ],
  },
  toFrontPage: 'Ir a la portada',

  needsScript:
    'Esta página necesita JavaScript. La portada y todos los artículos se pueden leer sin él.',

  savedForOffline: 'Guardado: aquí todo se abre sin conexión.',
  delivering: (done: number, total: number) =>
    `Guardando para leer sin conexión: ${done.toLocaleString('es')} de ${total.toLocaleString('es')}`,
  newEdition: 'Hay una nueva edición.',
  showEdition: 'Mostrar',
  updateReady: 'Hay una nueva versión de la aplicación.',
  updateNow: 'Actualizar ahora',
  later: 'Más tarde',
}

export const later: LaterWords = {
  theme: 'Tema',
  themes: {
    auto: 'Automático',
    light: 'Claro',
    dark: 'Oscuro',
    sepia: 'Sepia',
    black: 'Negro',
    contrast: 'Alto contraste',
    eink: 'Tinta electrónica',
  },
  typeface: 'Tipo de letra',
  typefaces: { serif: 'Con remates', sans: 'Sin remates', legible: 'Legible' },
  lineSpacing: 'Espacio entre líneas',
  letterSpacing: 'Espacio entre letras',
  wordSpacing: 'Espacio entre palabras',
  paragraphSpacing: 'Espacio entre párrafos',
  spaces: { normal: 'Normal', wide: 'Amplio', wider: 'Muy amplio' },
  justify: 'Texto justificado',
  hyphens: 'División de palabras',
  offOn: { off: 'No', on: 'Sí' },
  preferences: {
    close: 'Cerrar',
    reset: 'Volver a lo normal',
    isStandard: 'El texto y el tema vuelven a lo normal.',
    turnPages: 'Pasar páginas',
    paged: 'La barra espaciadora, o un toque cerca del borde izquierdo o derecho, pasa la página.',
    fetchingTypeface: 'Descargando la tipografía…',
    typefaceNotHere:
      'Esta tipografía aún no está en este dispositivo. Elíjala una vez con conexión y se quedará.',
  },
  specimen:
    'Así se verán los artículos. Este tamaño se suma a los ajustes de su navegador y de su dispositivo.',
  interfaceLanguage: 'Idioma de la aplicación',
  sameAsBrowser: 'El del navegador',
  languageNotHere: (language: string) =>
    `«${language}» aún no está en este dispositivo. Elíjalo una vez con conexión y se quedará.`,
  settingsKept: 'Los ajustes se guardan solo en este dispositivo.',

  articleChanged: 'Este artículo ha cambiado desde que lo abrió.',
  articleWithdrawn: 'La redacción ha retirado este artículo.',

  wasRead: 'Leído',
  wasReadTo: (part: string) => `${part} leído`,
  progress: 'Leído hasta ahora',
  left: (time: string) => `quedan ${time}`,

  listen: {
    name: 'Lectura en voz alta',
    play: 'Reproducir',
    pause: 'Pausa',
    previous: 'Frase anterior',
    next: 'Frase siguiente',
    speed: 'Velocidad',
    slower: 'Más despacio',
    faster: 'Más rápido',
    voice: 'Voz',
    online: 'en línea: envía el texto a un servidor',
    close: 'Dejar de escuchar',
    noVoice: (language: string) =>
      `Este dispositivo no tiene ninguna voz para: ${language}. Las voces se añaden en los ajustes del sistema, en el apartado de voz o accesibilidad.`,
    onlyOnline: (language: string) =>
      `Las únicas voces para «${language}» envían el texto a un servidor. Elija una para escuchar de todos modos.`,
    skipped: (language: string) =>
      `Pasaje omitido: no hay voz para «${language}» en este dispositivo.`,
    refused: 'El navegador no dejó empezar a la voz. Pulse Reproducir.',
    failed: 'La voz ha dejado de funcionar. Pruebe con otra o pulse Reproducir de nuevo.',
    end: 'Ese era el final del artículo.',
    unsupported: 'Este navegador no puede leer en voz alta.',
    awake: 'La pantalla sigue encendida mientras se lee.',
    locked: 'Un teléfono bloqueado puede detener la lectura.',
  },

  audio: {
    fetch: 'Descargar para escuchar',
    here: 'La grabación está en este dispositivo y se escucha sin red.',
    notHere: 'Esta grabación no está en este dispositivo. Podrá descargarse cuando haya red.',
    removed: 'La grabación se ha quitado de este dispositivo.',
    stored: (size) =>
      `Las grabaciones que ha descargado ocupan además ${size}. Solo se quitan cuando usted libera espacio.`,
  },

  search: {
    label: 'Palabras que buscar',
    search: 'Buscar',
    scope:
      'Titulares, resúmenes y nombres de todos los artículos de este dispositivo. Funciona sin conexión.',
    found: (count: number) =>
      count === 1 ? '1 artículo encontrado' : `${count.toLocaleString('es')} artículos encontrados`,
    nothing: (words: string) => `Nada en este dispositivo contiene «${words}».`,
    more: 'Solo se muestran los primeros. Añada otra palabra para afinar la búsqueda.',
  },

  keys: {
    about:
      'Cada atajo es una sola tecla. No hacen nada mientras escribe, ni donde la página no tiene aquello a lo que llevan.',
    on: 'Usar atajos de una sola tecla',
    groups: { reading: 'En listas y artículos', text: 'Texto y sonido', places: 'Ir a' },
    actions: {
      down: 'Siguiente entrada de una lista, siguiente párrafo de un artículo',
      up: 'Entrada anterior, párrafo anterior',
      open: 'Abrir la entrada',
      list: 'Volver a la lista',
      top: 'Principio de la página',
      larger: 'Texto más grande',
      smaller: 'Texto más pequeño',
      listen: 'Escuchar el artículo',
      play: 'Reproducir o pausar',
      contents: 'Índice del artículo',
    },
    change: 'Cambiar',
    none: 'sin tecla',
    press: 'Pulse la nueva tecla. Escape conserva la anterior, Retroceso la quita.',
    taken: (key: string, action: string) =>
      `«${key}» ya está ocupada: ${action}. Pulse otra tecla.`,
    reset: 'Restablecer todas las teclas',
    wasReset: 'Todas las teclas vuelven a ser las del principio.',
  },
  lacks: {
    insecure: [
      'Esta dirección no está cifrada, así que el navegador no deja comprobar ni guardar nada aquí.',
      'Está leyendo directamente del sitio. Ábralo con https:// para leer sin red.',
    ],
    old: [
      'Este navegador es demasiado antiguo para comprobar y guardar las noticias.',
      'Está leyendo directamente del sitio. Un navegador más nuevo también lo abre sin red.',
    ],
    newer: [
      'Las noticias de este dispositivo las guardó una versión más reciente de esta aplicación.',
      'Vuelva a cargar la página para obtener esa versión; no se ha perdido nada.',
    ],
    blocked: [
      'Las noticias de este dispositivo no se pueden abrir ahora: puede que otra pestaña de este sitio las retenga.',
      'Cierre las demás pestañas y vuelva a cargar la página; no se ha perdido nada.',
    ],
    storage: [
      'Este navegador no deja que el sitio guarde nada.',
      'Está leyendo directamente del sitio y necesita red para ello. Salga de la navegación privada o permita que este sitio guarde datos.',
    ],
    worker: [
      'Este navegador guarda las noticias, pero no la aplicación que las abre.',
      'Sin red solo se puede leer una página que siga abierta. Una ventana que no sea privada, u otro navegador, guarda ambas cosas.',
    ],
  },
  damaged:
    'Falta una parte de la aplicación en este dispositivo. Conéctese a la red y recargue; sus artículos están a salvo.',
  reload: 'Recargar',
  storage: {
    heading: 'Almacenamiento',
    used: (used, budget) => `${used} de ${budget} en uso`,
    budget: 'Guardar como máximo',
    restored:
      'El navegador había perdido lo que este sitio guardaba en el dispositivo. Sus marcas de lectura y publicaciones han vuelto; las noticias están llegando de nuevo.',
    whatGoes:
      'Cuando falta sitio, primero se quitan las imágenes de los artículos leídos, luego las demás imágenes, luego los textos leídos y después los antiguos. Los artículos guardados se quedan.',
    free: 'Liberar espacio ahora',
    freed: (size) =>
      `${size} liberados. Los artículos guardados y sus lugares de lectura siguen igual.`,
    nothingToFree: 'No hay nada que quitar.',
    atMost: (size) => `Se guardan ${size} como máximo.`,
    persisted: 'El navegador ha prometido conservar lo que hay aquí.',
    notPersisted:
      'El navegador puede borrar lo que hay aquí si el dispositivo se queda sin espacio.',
    askPersist: 'Pedir al navegador que lo conserve',
    notPromised:
      'El navegador no lo ha prometido. Añadir la aplicación a la pantalla de inicio suele ayudar.',
    sevenDays:
      'Safari borra lo que guarda un sitio tras siete días sin visitas; si está en la pantalla de inicio, se queda.',
    wipe: 'Quitar todo de este dispositivo',
    confirmWipe:
      '¿Quitar de este dispositivo todos los artículos, lugares y preferencias, y la propia aplicación? No se puede deshacer.',
    wiped: 'Se ha quitado todo de este dispositivo. Aquí no queda nada.',
    notWiped: (names) =>
      `Todavía queda: ${names}. Cierre las otras pestañas de esta aplicación e inténtelo de nuevo.`,
    evicted:
      'El texto de este artículo ya no está en este dispositivo: dejó sitio a otros más nuevos. Con red se puede traer de nuevo.',
    fetchAgain: 'Traerlo de nuevo',
    fetching: 'Trayéndolo…',
  },
  signature: {
    heading: 'Qué dice una firma',
    promise:
      'Prueba que las palabras son del editor y que nadie las ha cambiado por el camino. No prueba que sean verdad.',
    key: (key: string) => `Clave ${key}. Compárela con la que el editor muestra en otro sitio.`,
    checked: (when: string) => `Última comprobación: ${when}`,
  },
  build: {
    heading: 'Esta versión de la aplicación',
    digest: (digest: string) =>
      `Compilación ${digest}. En un ordenador, longwave verify --app muestra lo mismo para la dirección de este sitio.`,
    unknown: 'En este dispositivo no se puede saber cuál es la compilación.',
    differs:
      'Algunos archivos de la aplicación en este dispositivo no son los de esta compilación.',
    vouched: {
      signed:
        'El editor responde por ella: la edición más reciente en este dispositivo, firmada con la clave conocida, la nombra.',
      unsigned:
        'No está firmada por el editor: la edición más reciente en este dispositivo no la nombra.',
      unchecked: 'Aún no se sabe si el editor responde por ella.',
    },
    limits:
      'Ninguna aplicación puede impedirlo: quien se apodere de la dirección de este sitio puede sustituir la aplicación. El navegador adopta una versión en espera cuando se cierran todas las ventanas de la aplicación, y una versión hostil toma el control de inmediato y puede mostrar aquí cualquier cosa.',
  },
  networkIsBack: 'Ha vuelto la conexión.',
  notCopied: 'El navegador no ha copiado la dirección. Seleccione la dirección y cópiela usted.',

  framed:
    'Esta página se muestra dentro de otra. Sus formularios solo se abren en una ventana propia.',

  noPublications: 'Todavía no hay nada en este dispositivo.',
  notYetDelivered: 'Aún sin descargar.',
  articles: (count: number) => counted(count, '# artículo', '# artículos'),
  trust: {
    'built-in': 'Su clave venía con esta aplicación.',
    pinned: 'Su clave coincidió con la huella del enlace.',
    'first-use': 'Se confió en su clave al añadirla.',
  },
  remove: 'Eliminar',
  confirmRemove: (title: string) => `¿Eliminar «${title}» y sus artículos de este dispositivo?`,
  addPublication: 'Añadir una publicación',
  address: 'Dirección',
  addressHint:
    'La dirección de su sitio web o la que aparece allí en «Suscribirse», por ejemplo https://news.example.org/',
  add: 'Añadir',
  asking: (host: string) => `Consultando ${host}…`,
  added: (title: string) => `«${title}» ya está en este dispositivo.`,
  firstUse:
    'Su clave no se conocía y desde ahora es de confianza: las ediciones siguientes solo se aceptarán con ella.',
  fingerprintMatched: 'Su clave coincide con la huella de la dirección.',
  fingerprint: 'Huella:',
  earlier: {
    title: (title: string) => `Edición anterior de ${title}`,
    keyChanged:
      'La clave de esta publicación ha cambiado: compara su nueva huella, en «Publicaciones», con la que el editor te dé por otro medio.',
  },
  noAddress: 'Esto no es una dirección. Debe ser como https://news.example.org/',

  licences: { heading: 'Licencias de los componentes de terceros', show: 'Mostrar las licencias' },
  aboutLongwave: [
    [
      'Se lee sin conexión',
      'Ábralo una vez con conexión y después todo se abrirá sin ella: en el tren, durante un apagón o cuando internet está bloqueado.',
    ],
    [
      'Firmado',
      'Cada artículo lleva la firma de su editor y se verifica en este dispositivo. Un sitio espejo puede transmitirlo, pero no modificarlo.',
    ],
    [
      'Solo suyo',
      'Sin cuentas ni rastreo. Esta aplicación solo se conecta a los servidores de las publicaciones que usted lee.',
    ],
    [
      'Libre',
      'Longwave es software libre. Cualquiera puede publicar con él: basta una carpeta de archivos en cualquier servidor.',
    ],
  ],

  mirrors: {
    stop: 'Detener',
    stopped: 'Detenido. Lo que ya ha llegado se queda.',
    syncNow: 'Buscar novedades ahora',
    saved: 'Qué se guarda en este dispositivo',
    pictures: {
      all: 'Texto e imágenes',
      last: 'Primero todo el texto, después las imágenes',
      none: 'Solo texto',
    },
    ask: 'Preguntar antes de descargar imágenes si la conexión puede cobrarse por datos',
    waiting: (size: string) =>
      `Hay imágenes en espera (${size}), porque esta conexión puede cobrarse por datos.`,
    fetch: 'Descargarlas',
    hosts: 'Servidores y espejos',
    kinds: {
      site: 'La dirección propia de la publicación',
      named: 'Un espejo que indica la redacción',
      own: 'Un espejo que ha añadido usted',
    },
    lastGood: (when: string) => `Funcionó por última vez: ${when}`,
    notAsked: 'Aún no se ha consultado.',
    rests: 'De momento se consulta el último.',
    clock: (day) => `Puede que el reloj de este dispositivo esté mal: marca el ${day}.`,
    noCors: 'Responde, pero no permite que lo lean otros sitios (CORS).',
    works: 'Responde y se puede leer.',
    check: 'Comprobar ahora',
    checking: 'Comprobando…',
    label: 'Dirección de otro espejo',
    hint: 'Un espejo solo transporta archivos. Lo que venga de él debe estar firmado por la redacción, como siempre.',
    add: 'Añadir el espejo',
    added: 'Añadido. Se consultará a partir de ahora.',
  },

  failures: {
    offline: [
      'No hay conexión.',
      'Todo lo que está en este dispositivo se puede leer; el resto llegará por sí solo.',
    ],
    unreachable: [
      'No se puede acceder a la publicación.',
      'Su servidor no responde en este momento o no permite que se lea desde otros sitios. Se intentará de nuevo más tarde.',
    ],
    slow: [
      'No llega nada.',
      'La red va demasiado lenta en este momento o el servidor no responde. Se intentará de nuevo más tarde.',
    ],
    mirror: [
      'El sitio de la redacción está bloqueado, caído o desactualizado.',
      'Las noticias llegan desde un sitio espejo, comprobadas como siempre.',
    ],
    'not-found': [
      'Falta un archivo de la publicación en su servidor.',
      `Se intentará de nuevo más tarde. ${KEPT}`,
    ],
    'login-page': [
      'La red muestra una página de acceso en lugar de la publicación.',
      'Abra cualquier otro sitio para iniciar sesión en la red.',
    ],
    blocked: [
      'El servidor se niega a entregar la publicación.',
      'Puede que esté bloqueada en esta red o en este país; un sitio espejo puede servir.',
    ],
    redirected: [
      'Esta dirección lleva a otra.',
      'Ábrala en el navegador: puede que esta red pida antes iniciar sesión, o que la publicación se haya mudado y haya que añadir su nueva dirección.',
    ],
    'no-space': [
      'No queda espacio en este dispositivo.',
      `Libere espacio e inténtelo de nuevo. ${KEPT}`,
    ],
    cancelled: ['Detenido.', KEPT],
    storage: [
      'El navegador se niega a guardar datos.',
      'Salga de la navegación privada o permita que este sitio guarde datos.',
    ],
    'not-a-publication': [
      'No hay ninguna publicación en esta dirección.',
      'Revise la dirección: debe ser la de su sitio web.',
    ],
    'bad-signature': [
      'Esta edición no está firmada con la clave del editor.',
      `Se ha rechazado. ${KEPT}`,
    ],
    'root-mismatch': [
      'La clave no coincide con la huella de esta publicación.',
      `Se ha rechazado: alguien podría estar suplantándola. ${KEPT}`,
    ],
    'wrong-root': [
      'Las nuevas claves del editor no están avaladas por las que se conocen aquí.',
      `La edición se ha rechazado. ${KEPT}`,
    ],
    'wrong-publication': [
      'En esta dirección responde otra publicación.',
      `Se ha rechazado. ${KEPT}`,
    ],
    rollback: [
      'El servidor ofrece una edición más antigua que la de este dispositivo.',
      `Se ha rechazado. ${KEPT}`,
    ],
    'from-the-future': [
      'Esta edición necesita una versión más nueva de la aplicación.',
      `Actualice la aplicación cuando se le ofrezca. ${KEPT}`,
    ],
    changed: ['La edición se dañó o fue modificada por el camino.', `Se ha rechazado. ${KEPT}`],
  },
}
