/**
 * One spelling of an address: width, spaces and punctuation gone, traditional characters as simplified ones, and the
 * numerals before 号, 院, 楼 and their like as digits. Both sides of a comparison go through here. Pure.
 */

/** Traditional characters that stand in addresses, each before its simplified one. */
const PAIRS =
  '號号區区縣县鎮镇鄉乡莊庄園园東东門门樓楼橋桥廣广場场裏里裡里華华樹树龍龙馬马陽阳臺台灣湾溝沟關关營营灘滩嶺岭蘭兰麗丽榮荣興兴順顺義义懷怀慶庆雲云豐丰頭头壩坝長长辦办處处單单棟栋戶户層层衛卫國国體体學学寶宝銀银鐵铁錦锦濱滨灤滦澤泽潔洁潤润澗涧滙汇匯汇萬万壽寿聖圣賢贤賈贾趙赵劉刘張张陳陈楊杨孫孙許许鄧邓馮冯韓韩蕭萧餘余魚鱼鳳凤鶴鹤鵬鹏麥麦黃黄點点齊齐舊旧窯窑窪洼礦矿磚砖紅红綠绿緯纬經经線线維维羅罗聯联肅肃膠胶藍蓝藥药蘇苏護护豬猪車车軍军輕轻遠远達达遼辽邊边鄭郑釣钓鋼钢錄录鐘钟鑄铸閣阁闊阔陰阴陸陆隊队際际雙双雞鸡離离霧雾靜静頂顶須须預预領领飛飞館馆驛驿魯鲁鳥鸟鴻鸿鹽盐廠厂廟庙廳厅彎弯後后從从徑径復复應应戰战據据擴扩斷断時时曉晓曆历會会條条楓枫極极構构樂乐標标機机橫横檢检權权歡欢歲岁歸归氣气漢汉漁渔澱淀為为爺爷爾尔牆墙瑪玛環环產产畫画當当發发盧卢礎础禮礼積积穩稳競竞筆笔節节範范築筑簡简糧粮約约級级紀纪純纯紙纸終终組组給给統统綏绥綜综網网緊紧縱纵總总織织繞绕團团結结頤颐湧涌薊蓟誌志農农業业電电視视計计設设師师圖图書书報报鬧闹實实驗验試试務务術术藝艺戲戏劇剧壇坛穀谷齡龄碼码貨货輪轮滿满窰窑峯峰溫温淶涞涼凉淨净寧宁寬宽尋寻導导將将專专幹干廈厦強强彈弹徹彻愛爱撫抚擺摆敵敌數数昇升暢畅棗枣槓杠檔档欄栏歐欧殘残濕湿濟济瀋沈牽牵獅狮獎奖瓊琼甕瓮畢毕異异療疗皺皱監监盤盘瞭了祿禄禪禅種种穎颖窮穷竊窃簾帘籃篮糞粪糾纠練练繡绣繼继續续罈坛習习聽听腳脚臨临與与舉举艦舰莖茎葉叶葦苇蔣蒋蔭荫蓮莲薦荐虛虚蟲虫蠶蚕裝装覺觉覽览觀观訊讯記记話话詩诗誠诚語语調调諾诺謝谢譚谭譜谱讓让豎竖貝贝財财貴贵費费賓宾賣卖購购贊赞趕赶躍跃軌轨輔辅輝辉轄辖運运過过遊游違违遲迟選选還还鄰邻醫医釀酿針针鈴铃銘铭鋪铺鍋锅鍾钟鎖锁鏡镜閃闪開开間间閘闸閩闽闆板隴陇隨随險险雜杂難难韋韦韻韵響响頌颂頸颈題题顏颜願愿類类飲饮飯饭養养馳驰駐驻駿骏騰腾驢驴鬥斗鮑鲍鯉鲤鷹鹰黨党齒齿';

const SIMPLIFIED = new Map<string, string>();
for (let i = 0; i < PAIRS.length; i += 2) SIMPLIFIED.set(PAIRS[i] as string, PAIRS[i + 1] as string);

const DIGITS = '零一二三四五六七八九';

/** The one spelling. Idempotent. */
export function plainAddress(text: string): string {
  const plain = Array.from(text.normalize('NFKC').toLowerCase(), (char) => SIMPLIFIED.get(char) ?? char)
    .join('')
    .replaceAll(/[\s\p{P}\p{S}]/gu, (char) => (char === '-' ? '-' : ''));
  return plain.replaceAll(
    /[〇零一二三四五六七八九十百]+(?=[号院楼栋座幢])/g,
    (numeral) => digitsOf(numeral) ?? numeral,
  );
}

/** `二十三` as `23`; null for what is no numeral below a thousand. */
function digitsOf(numeral: string): string | null {
  const plain = numeral.replaceAll('〇', '零');
  const digit = (char: string | undefined) => (char === undefined || char === '' ? -1 : DIGITS.indexOf(char));
  if (!/[十百]/.test(plain)) return Array.from(plain, (char) => String(digit(char))).join('');
  const [, hundreds = '', tens = '', ones = ''] = /^(?:(.)百零?)?(?:(.?)十)?(.?)$/.exec(plain) ?? [];
  if (digit(hundreds) === 0 || (hundreds === '' && !plain.includes('十'))) return null;
  const ten = plain.includes('十') ? Math.max(1, digit(tens)) : 0;
  const sum = Math.max(0, digit(hundreds)) * 100 + ten * 10 + Math.max(0, digit(ones));
  return sum === 0 ? null : String(sum);
}
