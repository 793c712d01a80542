import pytest

from gongkai.screening.health import SITUATION, births, health, is_birth_date
from gongkai.screening.hit import plain


def found(reader, text):
    return [(hit.variety, text[hit.start : hit.end]) for hit in reader(text)]


def test_illness_of_a_person_is_found_with_the_name():
    assert ("illness", "尿毒症") in found(health, "张三身患尿毒症多年。")
    assert ("name-in-sensitive-text", "张三") in found(health, "张三身患尿毒症多年。")


def test_fields_of_forms_are_read():
    assert ("illness", "肺癌") in found(health, "诊断：肺癌，住院治疗")
    assert ("disability", "肢体残疾二级") in found(health, "残疾类别：肢体残疾二级")
    assert ("cause-of-poverty", "因病") in found(health, "致贫原因：因病；户主：略")


def test_rules_about_illness_are_not_found():
    assert found(health, "尿毒症透析、恶性肿瘤等纳入重大疾病保障范围。") == []
    assert found(health, "高血压、糖尿病患者健康管理") == []
    assert found(health, "诊断：无，健康状况良好") == []


def test_births_are_found_and_officials_left():
    assert found(births, "张三，1980年5月3日出生") == [("birth-date", "1980年5月3日")]
    assert found(births, "出生日期：1980-05-03") == [("birth-date", "1980-05-03")]
    assert found(births, "张三，出生于1980年5月，中共党员，现任副镇长，拟任镇长") == []
    assert found(births, "本报告于2024年1月3日生效") == []


def test_a_whole_text_can_be_a_birth_date():
    assert is_birth_date("1980-05-03")
    assert is_birth_date("1980年5月")
    assert not is_birth_date("1980-13-03")
    assert not is_birth_date("19800")


def test_wounds_by_degree_and_illness_by_its_ending_fill_a_cell():
    for told in ("伤残八级", "因战七级", "十级伤残", "多重（二级）", "精神类二级", "二级肢体"):
        assert SITUATION.fullmatch(told)
    for told in ("房颤", "肺栓塞", "二尖瓣狭窄", "心律失常", "精神发育迟滞", "系统性红斑狼疮"):
        assert SITUATION.fullmatch(told)
    assert not SITUATION.fullmatch("道路狭窄")


def test_short_dates_of_birth_are_found_where_a_person_is_told():
    assert found(births, "死者张三（19510703生，生前住柳河镇）") == [("birth-date", "19510703")]
    assert found(births, "李四，男，1951年7月，家住柳河镇") == [("birth-date", "1951年7月")]
    assert found(births, "2024年9月出生人口") == []


@pytest.mark.parametrize(
    ("text", "illness"),
    [
        ("因脑出血致偏瘫，评定为肢体贰级残疾", "脑出血致偏瘫"),
        ("其妻做过乳腺手术，为浸润性癌。", "浸润性癌"),
        ("该生患有抑郁症，休学一年。", "抑郁症"),
        ("患者感染HIV。", "HIV"),
        (
            "李秀英患甲状腺结节、脑膜瘤、慢性肾小球肾炎、类风湿性关节炎。",
            "甲状腺结节、脑膜瘤、慢性肾小球肾炎、类风湿性关节炎",
        ),
        ("早晨要照顾脑瘫的弟弟小满。", "脑瘫"),
        ("其母脑梗后遗症，不能下床。", "脑梗后遗症"),
        ("邸老太高血压，情绪稳定。", "高血压"),
        ("购机者连续，残联代办（本人左上肢缺失）", "左上肢缺失"),
        ("并分担原告双膝骨关节炎置换手术费41200元。", "双膝骨关节炎"),
        ("韩立春所受右手三指离断伤须先认定工伤", "右手三指离断伤"),
        ("经县医院诊断为双手及面部三度烧伤、右眼球破裂。", "双手及面部三度烧伤、右眼球破裂"),
        ("致米粒尾椎骨折、米诺轻微脑震荡，两车受损。", "轻微脑震荡"),
        ("患者以“上呼吸道感染”就诊，", "上呼吸道感染"),
        ("贝安妮目前创伤后应激障碍，由中心一对一疏导", "创伤后应激障碍"),
        ("要求补办李红的尘肺病鉴定。", "尘肺病"),
        ("是付水莲，胆囊结石反复发作，怕花钱不肯做手术；", "胆囊结石"),
        ("张桂花，女，67岁，左股骨颈骨折，已手术。", "左股骨颈骨折"),
        ("乘客李红在车上哮喘发作，司机送医。", "哮喘"),
        ("妻子尿毒症透析五年，花光积蓄。", "尿毒症透析"),
        ("申请人患慢性肾功能衰竭，靠此钱透析。", "慢性肾功能衰竭"),
        ("女婴约出生3天，患先天性唇裂，随身包被内有奶瓶", "先天性唇裂"),
        ("乐天对花生过敏，请家长留意", "对花生过敏"),
        ("过小满，女，13岁，既往哮喘。", "哮喘"),
        ("请关注李强，其HIV抗体阳性。", "HIV抗体阳性"),
        ("席卷之子2019年骨肉瘤病故", "骨肉瘤"),
        ("监护人健康：糖尿病、白内障", "糖尿病、白内障"),
        ("李红，多年腿疼、高血压、糖尿病，吃药不断", "高血压、糖尿病"),
        ("赵六因工致右手食指、中指离断，定为八级伤残。", "右手食指、中指离断"),
        ("当事人张某系间歇性精神病人。", "间歇性精神病"),
    ],
)
def test_an_illness_goes_where_it_is_said_of_somebody(text, illness):
    assert ("illness", illness) in found(health, text)


@pytest.mark.parametrize(
    "text",
    [
        "肺病科——慢性阻塞性肺疾病、哮喘、支气管扩张、肺结节；",
        "骨科：骨折、关节脱位、腰椎间盘突出症。",
        "有纹身且面颈部；色盲、口吃、癫痫、精神病史、乙肝活动期、平足影响长跑的，一般不合格。",
        "五是高血压、糖尿病、哮喘、癫痫、肝炎、艾滋、梅毒病史不能献；",
        "“两病”（高血压、糖尿病）用药报60%，年限额600、800元；",
        "精神分裂症、癫痫、帕金森、系统性红斑狼疮、血友病等，由副主任医师以上出具诊断",
        "常见病：感冒、胃炎、颈椎病、风湿、小儿咳嗽，另设肾病、糖尿病咨询",
        "流感、水痘、手足口病发热患儿请在家休息；",
        "网格员孙丽介绍，高血压、糖尿病患者可到村卫生室领药。",
        "县医院王建国主任擅长治疗高血压、冠心病、糖尿病。",
        "周医生讲解高血压防治知识。",
        "老人高血压，要少盐。",
        "因癌症、尿毒症等重大疾病致贫的家庭，可申请临时救助。",
        "患恶性肿瘤，可申请大病救助",
        "本保险合同不承保先天性畸形、艾滋病。",
        "二化螟、稻飞虱、纹枯病、稻曲病，李建国讲防治技术",
        "王师傅赶到，水管破裂处已修好。",
        "李红提交的手续缺失，请补正。",
        "护士询问过敏史，家属否认",
        "县医院心内科：冠心病、心律失常、心力衰竭，主任李强。",
        "慢病门诊病种：高血压、糖尿病、冠心病、脑卒中后遗症。",
        "对芒果过敏的同学请告知班主任。",
        "因癌症去世的党员家庭",
        "健康：高血压防治要点",
        "乡镇卫生院长张丽到会讲解慢阻肺、哮喘的早期识别。",
    ],
)
def test_what_is_said_of_an_illness_in_general_stays(text):
    assert [hit for hit in found(health, text) if hit[0] == "illness"] == []


def test_who_stands_right_before_an_illness_goes_with_it():
    told = found(health, "扇其耳光，安静左耳鼓膜穿孔，目前在县医院治疗")
    assert told == [("name-in-sensitive-text", "安静"), ("illness", "左耳鼓膜穿孔")]


def test_the_degree_goes_where_the_kind_of_disability_stands_before_it():
    text = "类别：视力残疾；等级：一级；联系人：本人"
    assert ("disability", "一级") in found(health, text)
    assert found(health, "培训等级：一级；联系人：本人") == []
    assert found(health, "困难类型：低收入") == []
    assert found(health, "困难类型：因病") == [("cause-of-poverty", "因病")]


@pytest.mark.parametrize(
    "text",
    [
        "左上肢缺失",
        "双眼近视",
        "右手三指离断伤",
        "重度骨质疏松",
        "耳聋",
        "聋哑",
        "产后抑郁",
        "腰椎压缩性骨折",
    ],
)
def test_wounds_and_weak_parts_of_the_body_fill_a_cell(text):
    assert SITUATION.fullmatch(text)


@pytest.mark.parametrize("text", ["手续缺失", "房屋破裂", "资料缺失", "手术后", "父病故"])
def test_what_is_broken_or_missing_elsewhere_is_no_illness(text):
    assert not SITUATION.fullmatch(text)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("新搬回来的陆地，1990年冬月生，已按要求报告", ["1990年冬月"]),
        ("张桂英，农历1952年腊月初八生，独居。", ["1952年腊月初八"]),
        ("随身包被内有红纸一张，写有“冬月十六子时”字样", ["冬月十六子时"]),
        (
            "请带好接种本：豆豆（郭子豪，2023.2.11）——乙脑；祝小雨（2023.5.1）——百白破",
            ["2023.2.11", "2023.5.1"],
        ),
        ("看望龚老太（龚玉珍，1936.12.9），今日能下床", ["1936.12.9"]),
        ("收养人（男）：郑国栋　1984-05-02　449950199906101611", ["1984-05-02"]),
        ("被收养人：林安安（现用名）/郑予安（拟用名）　2021-02-05", ["2021-02-05"]),
        (
            "孩子出生证与户口簿日期不一（2019-10-11与2019-11-10）",
            ["2019-10-11", "2019-11-10"],
        ),
        ("姓名：李秀英\n\n1987年3月12日\n\n汉族", ["1987年3月12日"]),
        ("审核人：王建国　2024-05-02", []),
        ("申请人：王建国 2024年5月2日", []),
        ("摄影：李红（2023.5.1）", []),
        ("（记者王建国，2023.5.1）", []),
        ("本办法1990年冬月生效", []),
        ("经办：王芳\n2024年3月2日\n青山县民政局", []),
        ("刘伟，男，1984年7月出生，现任副镇长，拟任镇长", []),
        ("演出定于腊月廿三上演", []),
    ],
)
def test_births_in_brackets_by_the_old_calendar_and_alone_between_fields(text, dates):
    assert [date for _, date in found(births, plain(text))] == dates
