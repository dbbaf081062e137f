// Turns emoji short names into characters and finds names by what a person types.

const TABLE = `
ticket 🎫|sos 🆘|hourglass ⌛|hourglass_flowing_sand ⏳|white_check_mark ✅|eyes 👀|+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎
heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌|negative_squared_cross_mark ❎|warning ⚠️|rotating_light 🚨|bell 🔔|no_bell 🔕
fire 🔥|boom 💥|zap ⚡|bulb 💡|memo 📝|pencil 📝|pencil2 ✏️|clipboard 📋|pushpin 📌|round_pushpin 📍|paperclip 📎|link 🔗
calendar 📆|date 📅|spiral_calendar_pad 🗓️|clock1 🕐|clock2 🕑|clock3 🕒|clock9 🕘|clock12 🕛|alarm_clock ⏰|stopwatch ⏱️|timer_clock ⏲️
watch ⌚|phone ☎️|telephone ☎️|telephone_receiver 📞|iphone 📱|calling 📲|email 📧|envelope ✉️|incoming_envelope 📨|mailbox 📫|inbox_tray 📥
outbox_tray 📤|package 📦|mag 🔍|mag_right 🔎|lock 🔒|unlock 🔓|key 🔑|shield 🛡️|wrench 🔧|hammer 🔨|hammer_and_wrench 🛠️|gear ⚙️
robot_face 🤖|computer 💻|desktop_computer 🖥️|keyboard ⌨️|floppy_disk 💾|cd 💿|satellite 🛰️|satellite_antenna 📡|electric_plug 🔌|battery 🔋
chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|bar_chart 📊|file_folder 📁|open_file_folder 📂|page_facing_up 📄|books 📚|book 📖
speech_balloon 💬|thought_balloon 💭|left_speech_bubble 🗨️|mega 📣|loudspeaker 📢|speaker 🔈|mute 🔇|microphone 🎤|headphones 🎧|movie_camera 🎥|camera 📷
red_circle 🔴|large_orange_circle 🟠|large_yellow_circle 🟡|large_green_circle 🟢|large_blue_circle 🔵|large_purple_circle 🟣|white_circle ⚪|black_circle ⚫
large_red_square 🟥|large_orange_square 🟧|large_yellow_square 🟨|large_green_square 🟩|large_blue_square 🟦|white_large_square ⬜|black_large_square ⬛
small_red_triangle 🔺|small_red_triangle_down 🔻|small_orange_diamond 🔸|small_blue_diamond 🔹|large_orange_diamond 🔶|large_blue_diamond 🔷
arrow_up ⬆️|arrow_down ⬇️|arrow_left ⬅️|arrow_right ➡️|arrow_upper_right ↗️|arrow_lower_right ↘️|arrows_counterclockwise 🔄|arrows_clockwise 🔃|repeat 🔁|leftwards_arrow_with_hook ↩️
fast_forward ⏩|rewind ⏪|arrow_forward ▶️|double_vertical_bar ⏸️|black_square_for_stop ⏹️|no_entry ⛔|no_entry_sign 🚫|octagonal_sign 🛑|construction 🚧|vertical_traffic_light 🚦
information_source ℹ️|question ❓|grey_question ❔|exclamation ❗|heavy_exclamation_mark ❗|bangbang ‼️|interrobang ⁉️|100 💯|new 🆕|up 🆙|ok 🆗|cool 🆒|free 🆓
one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|five 5️⃣|six 6️⃣|seven 7️⃣|eight 8️⃣|nine 9️⃣|zero 0️⃣|keycap_ten 🔟|hash #️⃣
heavy_plus_sign ➕|heavy_minus_sign ➖|heavy_multiplication_x ✖️|heavy_division_sign ➗|recycle ♻️|infinity ♾️|tm ™️|copyright ©️|registered ®️
smile 😄|smiley 😃|grinning 😀|grin 😁|laughing 😆|satisfied 😆|joy 😂|rolling_on_the_floor_laughing 🤣|sweat_smile 😅|wink 😉|blush 😊|innocent 😇
slightly_smiling_face 🙂|upside_down_face 🙃|heart_eyes 😍|star-struck 🤩|kissing_heart 😘|yum 😋|stuck_out_tongue 😛|sunglasses 😎|nerd_face 🤓|thinking_face 🤔
neutral_face 😐|expressionless 😑|no_mouth 😶|smirk 😏|unamused 😒|face_with_rolling_eyes 🙄|grimacing 😬|relieved 😌|pensive 😔|sleepy 😪|sleeping 😴|zzz 💤
confused 😕|worried 😟|slightly_frowning_face 🙁|white_frowning_face ☹️|open_mouth 😮|astonished 😲|flushed 😳|fearful 😨|cold_sweat 😰|cry 😢|sob 😭|scream 😱
confounded 😖|persevere 😣|disappointed 😞|sweat 😓|weary 😩|tired_face 😫|triumph 😤|rage 😡|angry 😠|exploding_head 🤯|partying_face 🥳|hugging_face 🤗|zipper_mouth_face 🤐
saluting_face 🫡|melting_face 🫠|shushing_face 🤫|skull 💀|ghost 👻|alien 👽|clown_face 🤡|poop 💩|hankey 💩|see_no_evil 🙈|hear_no_evil 🙉|speak_no_evil 🙊
wave 👋|raised_hand ✋|hand ✋|ok_hand 👌|v ✌️|crossed_fingers 🤞|point_up ☝️|point_down 👇|point_left 👈|point_right 👉|point_up_2 👆|clap 👏|raised_hands 🙌
handshake 🤝|pray 🙏|muscle 💪|writing_hand ✍️|facepalm 🤦|face_palm 🤦|shrug 🤷|man-shrugging 🤷‍♂️|woman-shrugging 🤷‍♀️|bow 🙇|runner 🏃|walking 🚶|dancer 💃|salute 🫡
heart ❤️|orange_heart 🧡|yellow_heart 💛|green_heart 💚|blue_heart 💙|purple_heart 💜|black_heart 🖤|white_heart 🤍|broken_heart 💔|sparkling_heart 💖
star ⭐|star2 🌟|sparkles ✨|dizzy 💫|tada 🎉|confetti_ball 🎊|balloon 🎈|gift 🎁|trophy 🏆|medal 🏅|sports_medal 🏅|first_place_medal 🥇|dart 🎯|rocket 🚀
sunny ☀️|cloud ☁️|rainbow 🌈|umbrella ☂️|snowflake ❄️|ocean 🌊|earth_americas 🌎|globe_with_meridians 🌐|moon 🌔|night_with_stars 🌃|sunrise 🌅|city_sunset 🌇
dog 🐶|cat 🐱|bug 🐛|bee 🐝|turtle 🐢|snail 🐌|penguin 🐧|unicorn_face 🦄|parrot 🦜|seedling 🌱|evergreen_tree 🌲|four_leaf_clover 🍀|cactus 🌵|rose 🌹
coffee ☕|tea 🍵|beer 🍺|beers 🍻|wine_glass 🍷|pizza 🍕|taco 🌮|cake 🍰|birthday 🎂|cookie 🍪|apple 🍎|popcorn 🍿
house 🏠|office 🏢|hospital 🏥|airplane ✈️|car 🚗|bus 🚌|train 🚋|ambulance 🚑|fire_engine 🚒|police_car 🚓|helicopter 🚁|ship 🚢|palm_tree 🌴|beach_with_umbrella 🏖️
bust_in_silhouette 👤|busts_in_silhouette 👥|man-technologist 👨‍💻|woman-technologist 👩‍💻|technologist 🧑‍💻|construction_worker 👷|detective 🕵️|ninja 🥷|superhero 🦸
crown 👑|gem 💎|moneybag 💰|credit_card 💳|dollar 💵|scales ⚖️|label 🏷️|bookmark 🔖|triangular_flag_on_post 🚩|checkered_flag 🏁|waving_white_flag 🏳️|wastebasket 🗑️
us 🇺🇸|flag-us 🇺🇸|gb 🇬🇧|flag-gb 🇬🇧|flag-au 🇦🇺|flag-ca 🇨🇦|de 🇩🇪|flag-de 🇩🇪|fr 🇫🇷|jp 🇯🇵|flag-in 🇮🇳|flag-br 🇧🇷`;

const BY_NAME = new Map(
  TABLE.trim()
    .split(/[|\n]/)
    .map((entry) => {
      const gap = entry.lastIndexOf(" ");
      return [entry.slice(0, gap), entry.slice(gap + 1)];
    }),
);
const SKIN = ["", "", "🏻", "🏼", "🏽", "🏾", "🏿"];

export const FAVOURITES = ["ticket", "sos", "hourglass", "white_check_mark", "eyes", "+1"];

export function character(shortName) {
  const [name, tone] = shortName.split("::skin-tone-");
  const found = BY_NAME.get(name);
  return found ? found + (SKIN[Number(tone)] ?? "") : null;
}

export function findEmoji(typed, limit = 8) {
  const wanted = typed.toLowerCase().replace(/^:|:$/g, "");
  const names = [...BY_NAME.keys()].filter((name) => name.includes(wanted));
  names.sort((a, b) => Number(b.startsWith(wanted)) - Number(a.startsWith(wanted)) || a.length - b.length);
  return names.slice(0, limit);
}
