const person = (firstName: string, lastName: string, email: string, address: Record<string, string>) => ({
  email,
  customer: { firstName, lastName },
  shippingAddress: { firstName, lastName, ...address },
});

const place = (address1: string, zip: string, city: string, countryCode: string, provinceCode?: string) => ({
  address1,
  zip,
  city,
  countryCode,
  ...(provinceCode ? { provinceCode } : {}),
});

export const shoppers = {
  lena: person("Lena", "Hartmann", "lena.hartmann@example.com", {
    ...place("Kastanienallee 14", "10435", "Berlin", "DE"),
    phone: "+493055501234",
  }),
  maximiliane: person(
    "Maximiliane-Friederike",
    "von Schwarzenberg-Hohenlohe",
    "m.schwarzenberg-hohenlohe@example.de",
    {
      ...place("Donaudampfschifffahrtsgesellschaftsstraße 117", "94032", "Passau", "DE"),
      company: "Oberösterreichische Hausratsversandgesellschaft mbH & Co. KG",
    },
  ),
  pieter: person("Pieter", "de Vries", "pieter@example.net", {
    ...place("Prinsengracht 210", "1016 HD", "Amsterdam", "NL"),
  }),
  chiara: person("Chiara", "Moretti", "chiara.moretti@example.com", {
    ...place("Via dei Mille 8", "40121", "Bologna", "IT", "BO"),
    address2: "Int. 4",
  }),
  zofia: person("Zofia", "Wójcik-Źdźbło", "zofia.wojcik@example.pl", {
    ...place("ul. Świętego Jana 12/4", "31-018", "Kraków", "PL"),
  }),
  oksana: person("Оксана", "Ковальчук", "oksana.kovalchuk@example.ua", {
    ...place("вул. Ярославів Вал, 21", "01034", "Київ", "UA"),
  }),
  georgi: person("Георги", "Стоянов", "georgi.stoyanov@example.bg", {
    ...place("ул. Цар Шишман 9", "1000", "София", "BG"),
  }),
  eleni: person("Ελένη", "Παπαδοπούλου", "eleni.papadopoulou@example.gr", {
    ...place("Οδός Αδριανού 54", "105 55", "Αθήνα", "GR"),
  }),
  soren: person("Søren", "Ågesen", "soren.agesen@example.dk", {
    ...place("Nørrebrogade 88, 3. tv.", "2200", "København N", "DK"),
  }),
  oliver: person("Oliver", "Whitfield", "oliver.whitfield@example.co.uk", {
    ...place("3 Tanner's Yard", "BS1 6XN", "Bristol", "GB"),
  }),
  priya: person("Priya", "Raman", "priya.raman@example.com", {
    ...place("27 Elm Park Gardens", "SW10 9QE", "London", "GB"),
    company: "Raman & Daughters",
  }),
  siobhan: person("Siobhán", "Ní Bhraonáin", "siobhan@example.ie", {
    ...place("12 Sráid na Siopaí", "H91 E6K8", "Gaillimh", "IE"),
  }),
  callum: person("Callum", "MacAllister", "callum.macallister@example.co.uk", {
    ...place("41 Cowgate", "EH1 1JW", "Edinburgh", "GB"),
  }),
  walter: person("Walter", "Briggs", "walt.briggs@example.com", {
    ...place("881 Maple Street", "05401", "Burlington", "US", "VT"),
    phone: "+18025550142",
  }),
  imani: person("Imani", "Carter", "imani.carter@example.org", {
    ...place("4400 Lakeview Drive", "28801", "Asheville", "US", "NC"),
    address2: "Apt 12B",
  }),
  guadalupe: person("María Guadalupe", "Núñez Peña", "lupita.nunez@example.mx", {
    ...place("Calle 60 Nº 452", "97000", "Mérida", "MX", "YUC"),
  }),
  linh: person("Nguyễn", "Thị Mỹ Linh", "mylinh.nguyen@example.com", {
    ...place("2210 Alder Court", "97214", "Portland", "US", "OR"),
  }),
  haruka: person("春香", "佐藤", "haruka.sato@example.jp", {
    ...place("本郷3-12-4", "113-0033", "文京区", "JP", "JP-13"),
  }),
  kenji: person("健二", "中村", "kenji.nakamura@example.jp", {
    ...place("北野町1-7", "650-0002", "神戸市中央区", "JP", "JP-28"),
  }),
  meilin: person("美玲", "陳", "meiling.chen@example.tw", {
    ...place("大安區和平東路二段 118 號", "106", "臺北市", "TW"),
  }),
  minjun: person("민준", "김", "minjun.kim@example.kr", {
    ...place("서울특별시 종로구 북촌로 37", "03053", "서울", "KR", "KR-11"),
  }),
  fatima: person("فاطمة", "الصباح", "fatima.alsabah@example.com", {
    ...place("شارع سالم المبارك، قطعة ٤، مبنى ١٢", "22001", "السالمية", "KW"),
  }),
  yusuf: person("يوسف", "بن ناصر العتيبي", "yusuf.alotaibi@example.sa", {
    ...place("حي الملقا، شارع أنس بن مالك ٨٨", "13521", "الرياض", "SA"),
  }),
  noa: person("נועה", "בן־דוד", "noa.bendavid@example.co.il", {
    ...place("רחוב דיזנגוף 140", "6346121", "תל אביב", "IL"),
  }),
  leyla: person("Leyla", "Çağlayan", "leyla.caglayan@example.com.tr", {
    ...place("Kılıç Ali Paşa Mah. Çukurcuma Cd. 29", "34425", "İstanbul", "TR"),
  }),
};

export type ShopperName = keyof typeof shoppers;
