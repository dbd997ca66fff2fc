use super::ProtectionReport;
use crate::{ProjectBackend, sample};
use weir_diagnostics::Diagnostics;
use weir_ir::{Allow, ArtifactSet, Class, ColumnPath, ColumnRef, Hold, PolicyTarget, Project, Protection};

fn emitted(project: &Project, file: &str) -> String {
    let (mut out, mut diagnostics) = (ArtifactSet::default(), Diagnostics::default());
    ProtectionReport.emit(project, &mut out, &mut diagnostics);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    out.get(file).unwrap().text.clone()
}

/// The sample with one more of each way to hold, and names that would break a table.
fn project() -> Project {
    let mut project = sample::project();
    let customers = project.relations.find("shop.customers").unwrap();
    let email = ColumnRef { relation: customers, path: ColumnPath::column("email") };
    let kind = project.masks[0].kind.clone();
    let span = sample::span(0);
    project.allows.push(Allow {
        class: Class("pii".into()),
        column: email.clone(),
        to: PolicyTarget::Sink("warehouse".into()),
        reason: "contract 17 | *signed*".into(),
        by: Some("dpo@example.com".into()),
        until: Some("2027-06-30".into()),
        span,
    });
    let cloud = project.environments.last_mut().unwrap();
    cloud.masks.insert(email.clone(), weir_ir::MaskPlace::ConnectorTransform);
    let topic = cloud.proof.end_points.last_mut().unwrap();
    let mut finding = topic.findings[0].clone();
    finding.origin = email;
    let holds = [
        Hold::Protected(Protection::Masked(kind)),
        Hold::Permitted { policy: span },
        Hold::Allowed { allow: span, reason: "a\nb".into(), by: None, until: Some("2027-01-01".into()) },
        Hold::Violation { policy: None },
    ];
    for hold in holds {
        topic.findings.push(weir_ir::Finding { hold, ..finding.clone() });
    }
    cloud.proof.secrets[0].in_state = true;
    project
}

#[test]
fn the_report_reads_well() {
    insta::assert_snapshot!(emitted(&project(), "protection.md"));
}

#[test]
fn json_says_the_same() {
    let json: serde_json::Value = serde_json::from_str(&emitted(&project(), "protection.json")).unwrap();
    let cloud = &json["environments"][2];
    assert_eq!(cloud["summary"]["paths"], 5);
    let statuses: Vec<&str> = cloud["end_points"][1]["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["status"].as_str().unwrap())
        .collect();
    assert_eq!(statuses, ["reported", "protected", "permitted", "allowed", "violation"]);
    assert_eq!(cloud["end_points"][1]["findings"][0]["path"][1]["what"], "completed_orders.address");
    assert_eq!(json["exceptions"][0]["reason"], "contract 17 | *signed*");
    assert_eq!(cloud["terraform_state"][0]["secret"], "shop_password");
}
